package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.web.view.Releases.Link;
import treewarden.web.view.Releases.Withdrawn;

/**
 * A release in full.
 *
 * @param head what it is and how it stands
 * @param mayDecide whether whoever looks decides about releases
 * @param actions what they are offered
 * @param gets null where it was never what people got
 * @param trial null where nothing was asked, and whoever looks is not to ask
 * @param phases of the training, with their rows; none until these are mixed
 * @param loss null until it was trained
 * @param scores null where no release was evaluated yet
 * @param compared null until it was evaluated
 * @param gate null until the gate has spoken
 * @param holds null until it is planned
 */
public record ReleasePage(
        Head head,
        boolean mayDecide,
        List<Action> actions,
        @Nullable Gets gets,
        List<Stage> stages,
        @Nullable Trial trial,
        List<Phase> phases,
        @Nullable LossChart loss,
        @Nullable ScoreCharts scores,
        @Nullable Compared compared,
        @Nullable Gate gate,
        @Nullable Holds holds,
        List<Entry> manifest) {
    /**
     * What it is.
     *
     * @param why what put it into its state; empty where the state says all
     * @param decidedBy empty where the rule decided
     * @param notShown why the code host has no release of this name, though it should; empty where it has, or needs none
     */
    public record Head(
            String name,
            String page,
            String model,
            String look,
            String words,
            Moment since,
            Moment started,
            String by,
            String why,
            String decidedBy,
            List<Link> hub,
            String notShown) {}

    /**
     * What people get.
     *
     * @param now the release that they get instead of this one; null where they get this one, or none
     * @param earlier the one that they could get again instead of this one; null where there is none
     * @param job that changes what they get, to this release or from it; null for none
     * @param missing what the job waits for that no worker has; empty for nothing
     */
    public record Gets(@Nullable Link now, @Nullable Link earlier, Runs.@Nullable Job job, String missing) {}

    /** Something that can be done, with a reason. */
    public record Action(String word, String words, String label, String consequence) {}

    /**
     * A stage.
     *
     * @param look the class of its pill
     * @param said what came of it, or what has to happen; empty for nothing
     * @param at when that was; null where it was not yet
     * @param job that does it now; null for none
     */
    public record Stage(
            String name,
            String does,
            String look,
            String words,
            String said,
            @Nullable Moment at,
            Runs.@Nullable Job job) {}

    /** The gate's verdict. */
    public record Gate(String words, String rule, List<Criterion> criteria) {}

    /**
     * Something that the gate asks.
     *
     * @param look {@code met}, {@code failed}, {@code undecided} or {@code not-asked}
     * @param number empty where nothing was measured
     */
    public record Criterion(String name, String look, String state, String number, String limit, String words) {}

    /**
     * What it holds.
     *
     * @param notes what whoever reads it should know
     * @param changes leaves that are new or changed, the first of them
     * @param changeCount how many there are
     * @param previous null for the first release
     * @param whole the address of this page with everything; null where it is shown
     */
    public record Holds(
            String words,
            String commit,
            @Nullable Link previous,
            List<String> notes,
            List<Leaf> changes,
            int changeCount,
            List<Link> contributions,
            int contributionCount,
            List<String> removed,
            List<Withdrawn> keptOut,
            List<String> leftOut,
            @Nullable String whole) {}

    /**
     * A leaf.
     *
     * @param contributions that brought what is new in it; none where it is from none that is known
     * @param contributors their names; empty where nobody is known
     */
    public record Leaf(String folder, String change, List<Link> contributions, String contributors) {}

    /**
     * A phase of the training.
     *
     * @param rows as people write a number
     * @param data what they are from, in words
     */
    public record Phase(String name, String rows, String data) {}

    /** What a stage read and left. */
    public record Entry(String stage, String input, String output, Moment at) {}
}
