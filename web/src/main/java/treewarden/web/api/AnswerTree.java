package treewarden.web.api;

import static treewarden.web.api.Operation.Parameter;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.store.Database;
import treewarden.web.overtime.ReadOverTime;
import treewarden.web.tree.ReadTree;
import treewarden.web.view.OverTime;
import treewarden.web.view.Tree;

/** The taxonomy as a tree, and the queue over time. */
final class AnswerTree {
    private final Database database;
    private final ReadTree tree;

    AnswerTree(Database database, ReadTree tree) {
        this.database = database;
        this.tree = tree;
    }

    record TreeOfLeaves(
            @Says("owner/name; empty where there is none") String repository,
            @Says("The folder; empty for the root") String at,

            @Says("The last release that is published") @Nullable
            String release,

            TreeNumbers numbers,

            @Says("What is in it, two steps deep; or what was found")
            List<Folder> folders,

            @Says("Whether there is more than is shown: ask for a folder")
            boolean cut,

            @Says("The other repositories that have a tree, to be asked for by `of`")
            List<String> others,

            @Says("What of the address was not understood, in sentences")
            List<String> problems) {}

    record TreeNumbers(
            @Says("Leaves of the base branch, here and below")
            int leaves,

            @Says("Those of them that the last release holds")
            int released,

            @Says("Contributions under way") int open,

            @Says("Those of them of which there is a sample")
            int sampled) {}

    record Folder(
            String path,

            @Says("Whether the folder itself is a leaf of the base branch")
            boolean leaf,

            @Says("The release from which on each one held the leaf; null where the last one does not") @Nullable
            String releasedSince,

            TreeNumbers numbers,

            @Says("Contributions under way to the leaf itself, such as #12")
            List<String> contributions,

            List<Folder> folders) {}

    record QueueOverTime(@Says("The earliest first") List<Week> weeks, List<Age> underWay) {}

    record Week(
            @Says("Its last day, in UTC") String ends,
            int came,
            int decided,
            @Says("At its end") int underWay,

            @Says("From opening to decision, the mean of those decided; null where none was") @Nullable
            Double meanDays) {}

    record Age(@Says("Such as 3 to 7 days") String age, int contributions) {}

    Stream<Operation> operations() {
        return Stream.of(
                new Operation(
                        HandlerType.GET,
                        "/api/tree",
                        "showTree",
                        "A folder of the taxonomy: its leaves, in which releases they are, and what is under way.",
                        Operation.Access.READERS,
                        List.of(
                                Parameter.query("of", "The repository, as owner/name", "instructlab/taxonomy"),
                                Parameter.query("at", "The folder", "knowledge"),
                                Parameter.query("q", "Words that a leaf's path has", "")),
                        TreeOfLeaves.class,
                        request -> of(database.read(tables -> tree.read(tables, ReadTree.Asked.of(request::query))))),
                new Operation(
                        HandlerType.GET,
                        "/api/over-time",
                        "showOverTime",
                        "How many contributions came, were decided and were under way, week by week.",
                        Operation.Access.READERS,
                        List.of(),
                        QueueOverTime.class,
                        request -> overTime(database.read(tables -> ReadOverTime.of(tables, request.now())))));
    }

    private static TreeOfLeaves of(Tree tree) {
        return new TreeOfLeaves(
                tree.repository(),
                tree.at(),
                name(tree.release()),
                numbers(tree.whole()),
                tree.branches().stream().map(AnswerTree::folder).toList(),
                tree.cut(),
                tree.others().stream().map(Tree.Link::name).toList(),
                tree.complaints());
    }

    private static Folder folder(Tree.Branch branch) {
        var held = branch.held();
        return new Folder(
                branch.path(),
                branch.isLeaf(),
                held == null ? null : name(held.since()),
                numbers(branch.numbers()),
                branch.here().stream().map(Tree.Link::name).toList(),
                branch.below().stream().map(AnswerTree::folder).toList());
    }

    private static TreeNumbers numbers(Tree.Numbers numbers) {
        return new TreeNumbers(numbers.leaves(), numbers.released(), numbers.open(), numbers.sampled());
    }

    private static @Nullable String name(Tree.@Nullable Link link) {
        return link == null ? null : link.name();
    }

    private static QueueOverTime overTime(OverTime over) {
        return new QueueOverTime(
                over.weeks().stream()
                        .map(week -> new Week(week.ends(), week.came(), week.went(), week.underWay(), week.took()))
                        .toList(),
                over.ages().stream()
                        .map(age -> new Age(age.words(), age.count()))
                        .toList());
    }
}
