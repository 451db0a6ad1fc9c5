package treewarden.bot.check;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Effect.Suggest;
import treewarden.domain.Finding;
import treewarden.domain.LeafKind;
import treewarden.store.Run;
import treewarden.store.RunOutcome;
import treewarden.templates.ChangeScope;

/**
 * All that was read and found at one head commit.
 *
 * @param leaves those that the pull request adds or changes, in the order of their paths
 * @param onPullRequest findings about the pull request and no file of it
 * @param suggest fixes to be offered on their lines; null where there are none
 * @param notes what the reader must know of limits that were met
 * @param tree git object name of the head's root tree; null where it was not read
 */
record Inspection(
        ChangeScope scope,
        List<ReadLeaf> leaves,
        List<String> notes,
        List<Finding> onPullRequest,
        @Nullable Suggest suggest,
        @Nullable String tree) {
    /** Folders of leaves that are kept with a contribution, for the page to show. */
    private static final int LEAVES_SHOWN = 20;

    Inspection {
        leaves = List.copyOf(leaves);
        notes = List.copyOf(notes);
        onPullRequest = List.copyOf(onPullRequest);
    }

    /** One in which no leaf was read. */
    static Inspection of(ChangeScope scope) {
        return new Inspection(scope, List.of(), List.of(), List.of(), null, null);
    }

    /** What was found in each file, and before that of the pull request, if there is anything. */
    List<CheckedLeaf> checked() {
        var ofLeaves = leaves.stream().map(ReadLeaf::checked);
        return onPullRequest.isEmpty()
                ? ofLeaves.toList()
                : Stream.concat(Stream.of(new CheckedLeaf(Finding.PULL_REQUEST, 0, onPullRequest, null)), ofLeaves)
                        .toList();
    }

    /** What an approval of this head is of; null where the tree was not read. */
    Run.@Nullable Content content(String baseBranch) {
        return tree == null
                ? null
                : new Run.Content(
                        tree,
                        baseBranch,
                        leaves.stream().flatMap(leaf -> leaf.stored().stream()).toList());
    }

    int errors() {
        return checked().stream().mapToInt(leaf -> (int) leaf.errors()).sum();
    }

    int warnings() {
        return checked().stream().mapToInt(leaf -> (int) leaf.warnings()).sum();
    }

    List<LeafKind> kinds() {
        return leaves.stream()
                .map(ReadLeaf::kind)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    List<String> foldersShown() {
        return leaves.stream().map(ReadLeaf::folder).limit(LEAVES_SHOWN).toList();
    }

    RunOutcome outcome() {
        return switch (scope) {
            case LEAVES -> errors() > 0 ? RunOutcome.ERRORS : RunOutcome.PASSED;
            case NO_LEAVES, ONLY_REMOVED -> RunOutcome.NO_LEAVES;
            case TOO_MANY_FILES -> RunOutcome.REFUSED;
        };
    }
}
