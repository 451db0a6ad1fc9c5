package treewarden.templates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.DocumentSource;
import treewarden.domain.Funnel;
import treewarden.domain.LeafKind;

/**
 * All that a data card says of a data set.
 *
 * @param rows that a trainer reads
 * @param files all of them
 * @param leaves in the order of their paths
 * @param dataSets that the operator added
 * @param removed rows by the block or check that removed them, or by what was wrong with them
 */
public record DataCardModel(
        About about,
        long rows,
        List<FileLine> files,
        List<LeafLine> leaves,
        List<DataSetLine> dataSets,
        Map<String, Long> removed) {
    public DataCardModel {
        files = List.copyOf(files);
        leaves = List.copyOf(leaves);
        dataSets = List.copyOf(dataSets);
    }

    /**
     * What the operator says of it.
     *
     * @param name that ends the names of the files
     * @param license as the Hub names it
     * @param languages ISO 639-1 codes
     * @param tags beside {@code instructlab} and {@code synthetic}
     * @param command that makes the data again; null where there is none to show
     */
    public record About(
            String title,
            String name,
            String license,
            List<String> languages,
            List<String> tags,
            long seed,
            String systemPrompt,
            @Nullable String command) {}

    /**
     * A file.
     *
     * @param name below the output folder
     * @param role what it is; {@link Role#OF_A_LEAF} for the many that stand in no table
     */
    public record FileLine(String name, long rows, long bytes, Role role) {}

    /** What a file is for. */
    public enum Role {
        SKILLS("phase 1.0: skills, and questions after several documents", "skills"),
        KNOWLEDGE("phase 0.7: documents and questions about them", "knowledge"),
        TRAIN("the rows of the leaves in the older form system, user, assistant", ""),
        MESSAGES("the same in the older messages form", ""),
        TEST("the seed examples, as a test in the older form", ""),
        RECIPE("what a mix is made of", ""),
        EVALUATION("", ""),
        OF_A_LEAF("", "");

        private final String words;
        private final String config;

        Role(String words, String config) {
            this.words = words;
            this.config = config;
        }

        String words() {
            return words;
        }

        /** The name by which the Hub's viewer shows the file; empty where it does not. */
        String config() {
            return config;
        }
    }

    /**
     * A leaf.
     *
     * @param pullRequest such as {@code #12}
     * @param rows that it gave to the training files, before any of them was repeated or left out by a mix
     * @param problem why it yielded nothing
     */
    public record LeafLine(
            String path,
            LeafKind kind,
            @Nullable CommitId commit,
            @Nullable String pullRequest,
            String teacher,
            String pipeline,
            Digest pipelineDigest,
            Funnel funnel,
            long rows,
            @Nullable Documents documents,
            @Nullable String problem) {}

    /** The documents of a knowledge leaf, by path: those that were read, and those that could not be. */
    public record Documents(DocumentSource source, List<DocumentNote> notes) {
        public Documents {
            notes = List.copyOf(notes);
        }

        List<DocumentNote> read() {
            return notes.stream().filter(note -> note.trouble() == null).toList();
        }

        List<DocumentNote> unread() {
            return notes.stream().filter(note -> note.trouble() != null).toList();
        }
    }

    /**
     * A data set that the operator added.
     *
     * @param name of its file, without the folder
     * @param mix {@code skills} or {@code knowledge}
     */
    public record DataSetLine(String name, String mix, long rows, long taken) {}

    /** The funnels of all leaves of a kind, added up step by step. */
    public List<KindFunnel> funnels() {
        return leaves.stream()
                .collect(Collectors.groupingBy(LeafLine::kind, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(kind -> new KindFunnel(kind.getKey(), kind.getValue().size(), added(kind.getValue())))
                .filter(kind -> !kind.steps().isEmpty())
                .toList();
    }

    /** The funnel of a kind of leaf. */
    public record KindFunnel(LeafKind kind, int leaves, List<KindStep> steps) {}

    /** A step of it. */
    public record KindStep(String words, long rows) {}

    private static List<KindStep> added(List<LeafLine> leaves) {
        var steps = new LinkedHashMap<String, KindStep>();
        for (var leaf : leaves) {
            for (var step : leaf.funnel().told()) {
                steps.merge(
                        step.block(),
                        new KindStep(step.words(), step.rows()),
                        (a, b) -> new KindStep(a.words(), a.rows() + b.rows()));
            }
        }
        return List.copyOf(steps.values());
    }

    /** How many leaves share something. */
    static <K> Map<K, Long> counted(List<LeafLine> leaves, Function<LeafLine, K> by) {
        return leaves.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.counting()));
    }
}
