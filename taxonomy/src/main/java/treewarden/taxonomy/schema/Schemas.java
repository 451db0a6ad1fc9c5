package treewarden.taxonomy.schema;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas that there are, each read when it is first asked for. */
public final class Schemas {
    /** The newest schema version. */
    public static final int LATEST = 3;

    private static final ConcurrentHashMap<String, Schema> READ = new ConcurrentHashMap<>();

    private Schemas() {}

    /** What a file is checked against. */
    public enum Subject {
        KNOWLEDGE("knowledge"),
        SKILL("compositional_skills");

        private final String folder;

        Subject(String folder) {
            this.folder = folder;
        }

        /** The folder at the top of the taxonomy that its leaves are in. */
        public String folder() {
            return folder;
        }
    }

    /** The schema of a version; empty where there is no such version. */
    public static Optional<Schema> of(Subject subject, int version) {
        return version < 1 || version > LATEST
                ? Optional.empty()
                : Optional.of(READ.computeIfAbsent("v" + version + "/" + subject.folder + ".json", SchemaFile::read));
    }
}
