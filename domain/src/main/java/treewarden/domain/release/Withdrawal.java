package treewarden.domain.release;

import java.time.Instant;
import java.util.Collection;
import java.util.regex.Pattern;
import treewarden.domain.release.PlannedLeaf.Origin;

/**
 * Something that no release may hold from now on, by its origin.
 *
 * @param what a leaf's folder, which stands for all below it too, or a pull request such as {@code #12}, which stands for
 *     every leaf that it touched
 * @param why for people, and for the card
 * @param by who said so
 */
public record Withdrawal(String what, String why, String by, Instant at) {
    private static final Pattern FORM =
            Pattern.compile("#[1-9]\\d{0,8}|[^#/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]{0,498}[^/\\\\\\p{Cntrl}]");

    private static final Pattern END = Pattern.compile("/(qna\\.yaml)?$");

    public Withdrawal {
        if (!FORM.matcher(what).matches() || what.contains("..") || what.endsWith("/qna.yaml")) {
            throw new IllegalArgumentException(
                    "what is withdrawn is a folder of the taxonomy, such as knowledge/science/tides, or a pull request,"
                            + " such as #12");
        }
        if (why.isBlank()) {
            throw new IllegalArgumentException("a withdrawal needs a reason: it stands on the model's card");
        }
    }

    /** As somebody typed it: the folder's last slash and the name of the leaf's file are not wanted, and do no harm. */
    public static Withdrawal typed(String what, String why, String by, Instant at) {
        return new Withdrawal(folder(what), why.strip(), by, at);
    }

    /** What somebody typed, by the name under which it is kept out. */
    public static String folder(String typed) {
        return END.matcher(typed.strip()).replaceFirst("");
    }

    /**
     * Whether it keeps a leaf out. A pull request does so with each leaf that it touched, also where another one came on top:
     * the bytes cannot say which part of them is whose.
     */
    public boolean covers(PlannedLeaf leaf) {
        return covers(leaf.folder(), leaf.origins());
    }

    /** Whether it keeps a leaf out that these are known to have touched. */
    public boolean covers(String folder, Collection<Origin> origins) {
        return covers(folder) || origins.stream().anyMatch(origin -> what.equals("#" + origin.pullRequest()));
    }

    /** Whether it is of this folder of a leaf, or of one above it. */
    public boolean covers(String folder) {
        return !isOfPullRequest() && (folder.equals(what) || folder.startsWith(what + "/"));
    }

    /** Whether it is of a pull request, and not of a folder. */
    public boolean isOfPullRequest() {
        return what.startsWith("#");
    }
}
