package treewarden.web.releases;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import treewarden.domain.Digest;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.store.StageEntry;
import treewarden.store.Tables;

/**
 * The reports of stages that pages asked for lately, so that a page that is looked at anew while a release runs does not
 * read a whole evaluation each time. A report is known by the digest of its text, so none is ever out of date. Safe for
 * many threads.
 */
final class KeepReports {
    /** Those of two releases; an evaluation is some megabytes. */
    private static final int MOST = 12;

    private final Map<Digest, StageReport> kept =
            Collections.synchronizedMap(new LinkedHashMap<>(2 * MOST, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Digest, StageReport> eldest) {
                    return size() > MOST;
                }
            });

    /** The reports of a release, in this state of the database. */
    Of of(ReleaseId id, Tables tables) {
        return new Of(id, tables, tables.releases().entries(id));
    }

    /** The reports of one release. */
    final class Of {
        private final ReleaseId id;
        private final Tables tables;
        private final List<StageEntry> entries;

        private Of(ReleaseId id, Tables tables, List<StageEntry> entries) {
            this.id = id;
            this.tables = tables;
            this.entries = entries;
        }

        /** Of the stages that ended, in their order. */
        List<StageEntry> entries() {
            return entries;
        }

        /** The same of another release. */
        Of of(ReleaseId other) {
            return KeepReports.this.of(other, tables);
        }

        /** What a stage left; empty until it has ended. */
        <T extends StageReport> Optional<T> find(ReleaseStage stage, Class<T> type) {
            return entries.stream()
                    .filter(entry -> entry.stage() == stage)
                    .findFirst()
                    .flatMap(this::report)
                    .filter(type::isInstance)
                    .map(type::cast);
        }

        private Optional<StageReport> report(StageEntry entry) {
            var known = kept.get(entry.digest());
            if (known != null) {
                return Optional.of(known);
            }
            var read = tables.releases().output(id, entry.stage()).map(StageOutput::report);
            read.ifPresent(report -> kept.put(entry.digest(), report));
            return read;
        }
    }
}
