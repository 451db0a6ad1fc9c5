package treewarden.store;

import treewarden.domain.Digest;

/** Whether the audit is as it was written. */
public sealed interface AuditVerdict {
    /**
     * Every row is as it was written. Rows cut off at the end together with the note of the last one would not be
     * noticed, so keep the hash elsewhere from time to time.
     *
     * @param last the hash of the last row
     */
    record Intact(long entries, Digest last) implements AuditVerdict {}

    /**
     * Somebody changed the table.
     *
     * @param number of the first row that is wrong
     * @param what is wrong with it, a sentence
     */
    record Broken(long number, String what) implements AuditVerdict {}
}
