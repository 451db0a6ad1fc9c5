package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contribution with all that a decision needs.
 *
 * @param row what the queue shows of it
 * @param turn whose move it is, in words
 * @param turnWhy why
 * @param commit the head's first digits
 * @param commitAddress the head on the code host
 * @param near the folder of its first leaf in the tree; null where that is not in the tree
 * @param checked when the head was checked; null before that
 * @param notes what the reader must know beside the findings
 * @param files the checked files with findings, the worst first
 * @param moreFiles how many more files with findings there are
 * @param cleanFiles how many files have none
 * @param leaves the leaves on this page of leaves
 * @param leafCount how many leaves there are to read
 * @param leavesBefore the address of the leaves before these; null where there are none
 * @param leavesAfter the address of the leaves after these; null where there are none
 * @param sample null before there is one
 * @param prechecks what models answered to its questions
 * @param provenance what it was made from
 * @param rest where that is which did not fit
 */
public record Page(
        Row row,
        String turn,
        String turnWhy,
        Moment opened,
        String commit,
        String commitAddress,
        @Nullable String near,
        @Nullable Moment checked,
        List<String> notes,
        List<File> files,
        int moreFiles,
        int cleanFiles,
        List<ReadLeaf> leaves,
        int leafCount,
        @Nullable String leavesBefore,
        @Nullable String leavesAfter,
        @Nullable Sample sample,
        List<Precheck> prechecks,
        Provenance provenance,
        List<Event> timeline,
        Rest rest) {
    /**
     * Where the rest of lists is that are cut.
     *
     * @param isWhole whether this page shows already what a page can
     */
    public record Rest(String address, String words, boolean isWhole) {}

    /** A checked file with its findings, errors first. */
    public record File(String path, String address, List<Found> findings, int more) {}

    /** A finding. */
    public record Found(
            boolean error, String rule, int line, int column, String address, String message, String remedy) {}

    /** Something that happened. */
    public record Event(Moment at, String by, String why, String before, String after, String head) {}
}
