package treewarden.taxonomy.rules;

import java.util.List;
import treewarden.taxonomy.RuleSetting;

/** One expectation of the community beyond the schema. Stateless. */
public interface Rule {
    /** The stable name by which it is configured and shown. */
    String name();

    /** What becomes of what it finds, unless the configuration says otherwise. */
    RuleSetting standard();

    /** A sentence that says what it expects and why. */
    String documentation();

    List<Remark> check(Subject subject);
}
