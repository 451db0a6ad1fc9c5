package treewarden.sdg.quality;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import treewarden.domain.LeafKind;

/**
 * What the rows of a run must be.
 *
 * @param similarity from which share of common runs of three words two questions are the same, above 0 and at most 1
 * @param language the tag of the language that questions and answers are expected in, such as {@code en}; null where it is
 *     not checked
 * @param longestRow characters of context, question and answer together
 * @param copiedWords words in a row that an answer has in common with its source, from which it counts as a copy
 * @param copiedShare the share of the answer that such runs must cover, above 0 and at most 1
 * @param off the checks that are not made, by kind of leaf
 */
public record QualitySettings(
        double similarity,
        @Nullable String language,
        int longestRow,
        int copiedWords,
        double copiedShare,
        Map<LeafKind, Set<String>> off) {
    /**
     * Questions of 85 % similarity; rows of 4096 tokens of four characters, the longest that the LAB method trains with
     * (arXiv 2403.01081, table 2), beyond which a trainer cuts them off; copies of 60 words, some three sentences,
     * that make up four fifths of the answer: knowledge is answered by shorter quotations, and the seed examples of the
     * upstream taxonomy have such of up to 50 words.
     */
    public static final QualitySettings USUAL = new QualitySettings(
            0.85, null, 16_384, 60, 0.8, Map.of(LeafKind.FREEFORM_SKILL, Set.of(new CopiedPassage().name())));

    public QualitySettings {
        if (!(similarity > 0 && similarity <= 1 && copiedShare > 0 && copiedShare <= 1)) {
            throw new IllegalArgumentException("similarity and copied share must be above 0 and at most 1");
        }
        if (longestRow < 1 || copiedWords < 1) {
            throw new IllegalArgumentException("the longest row and the copied words must be at least 1");
        }
        if (language != null && Tongue.tagged(language).isEmpty()) {
            throw new IllegalArgumentException("The language " + language + " cannot be told from others. These can: "
                    + String.join(", ", Tongue.tags()) + ".");
        }
        var known = Set.copyOf(Checks.names());
        var copy = new EnumMap<LeafKind, Set<String>>(LeafKind.class);
        off.forEach((kind, names) -> {
            var unknown = new TreeSet<>(names);
            unknown.removeAll(known);
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("There is no check " + String.join(", ", unknown)
                        + ". The checks that can be switched off are "
                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
            copy.put(kind, Set.copyOf(names));
        });
        off = Map.copyOf(copy);
    }

    public QualitySettings withSimilarity(double other) {
        return new QualitySettings(other, language, longestRow, copiedWords, copiedShare, off);
    }

    /** Checked for a language; by null for none. */
    public QualitySettings withLanguage(@Nullable String other) {
        return new QualitySettings(similarity, other, longestRow, copiedWords, copiedShare, off);
    }

    public QualitySettings withCopies(int words, double share) {
        return new QualitySettings(similarity, language, longestRow, words, share, off);
    }

    public QualitySettings withLongestRow(int characters) {
        return new QualitySettings(similarity, language, characters, copiedWords, copiedShare, off);
    }

    /** Without these checks for leaves of a kind, in place of those that were off for it. */
    public QualitySettings without(LeafKind kind, Set<String> checks) {
        var all = new EnumMap<LeafKind, Set<String>>(LeafKind.class);
        all.putAll(off);
        all.put(kind, checks);
        return new QualitySettings(similarity, language, longestRow, copiedWords, copiedShare, all);
    }

    boolean isOff(LeafKind kind, String check) {
        return off.getOrDefault(kind, Set.of()).contains(check);
    }
}
