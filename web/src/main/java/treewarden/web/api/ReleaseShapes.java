package treewarden.web.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API answers about releases, as {@link Shapes} is about all else. */
final class ReleaseShapes {
    private ReleaseShapes() {}

    record Release(
            @Says("Its name, its tag on the Hub and its address here")
            String release,

            @Says("The repository on the Hub that it is a release of")
            String model,

            @Says("The slug of its state, such as running or awaiting-approval")
            String state,

            @Says("The stage that is under way, or that it came to")
            String stage,

            @Says("When it came into its state or stage") Instant since,

            @Says("What put it into its state; may quote what failed, so untrusted text") @Nullable
            String why,

            @Says("Login of who started it, or schedule") String startedBy,
            Instant started,
            @Nullable Instant ended,

            @Says("Login of who said that it may be published, or may not") @Nullable
            String decidedBy,

            @Says("How many leaves are new, changed and so on") @Nullable
            String holds,

            @Says("What the gate said") @Nullable String verdict,
            @Says("The address of its page here") String page) {}

    record Withdrawn(
            @Says("A leaf's folder, or a pull request such as #12")
            String what,

            String why,
            String by,
            Instant at) {}

    record Releases(
            @Says("The newest first") List<Release> releases,

            @Says("What no release holds from now on") List<Withdrawn> withdrawn) {}

    record ReleaseInFull(
            Release summary,
            @Says("Those that ended: the manifest") List<ReleaseStage> stages,
            @Nullable ReleasePlan plan,
            @Says("The loss, a curve for each phase") List<LossCurve> curves,
            @Nullable Evaluation evaluation,

            @Says("What the last evaluations of the model came to, up to this release: at most twelve, the earliest"
                    + " first")
            List<ScoresOfRelease> scores,

            @Nullable Verdict gate,
            @Nullable OnTheHub published,

            @Says("What people put to candidate and last release, the newest first")
            List<PutToBoth> asked,

            @Says("Why the code host has no release of this name, though it should, and what to do") @Nullable
            String notShown) {}

    record PutToBoth(
            String question,
            String by,
            Instant at,
            @Nullable String candidate,
            @Nullable String beside,

            @Says("Why there is no answer yet, or not from both") @Nullable
            String note) {}

    record ReleaseStage(
            String stage,

            @Says("SHA-256 of what the stage before left") @Nullable
            String input,

            @Says("SHA-256 of what it left") String output,
            String words,
            Instant ended) {}

    record ReleasePlan(
            @Says("Of the taxonomy's default branch") String commit,
            @Nullable String previous,
            List<ReleasedLeaf> leaves,
            List<String> removed,
            List<Withdrawn> keptOut,
            @Says("What was left out, and why") List<String> leftOut,

            @Says("Settings that are others than the last release's, such as: base model")
            List<String> changedSettings) {}

    record ReleasedLeaf(
            String leaf,
            @Says("new, changed or unchanged") String change,
            @Says("SHA-256 of its file") String digest,

            @Says("The pull request that touched it last") @Nullable
            Integer pullRequest,

            @Says("Who opened that one") @Nullable String contributor,

            @Says("All pull requests that are known to have touched it, the earliest first")
            List<LeafOrigin> origins) {}

    record LeafOrigin(int pullRequest, String contributor) {}

    record LossCurve(String phase, List<LossPoint> points) {}

    record LossPoint(int step, @Nullable Double loss) {}

    record Evaluation(
            @Says("The release or model that the candidate is compared with")
            String beside,

            String judge,
            @Says("The sets of questions") List<Standing> parts,

            @Says("Those in which the candidate lost most first")
            List<Standing> leaves,

            @Says("Every question with the answers") List<AskedQuestion> questions) {}

    record ScoresOfRelease(
            String release,
            @Says("The slug of its state") String state,
            @Says("Whether people get it, or did") boolean out,
            Instant started,

            @Says("Untrusted text; null where the report is not there any more") @Nullable
            String judge,

            @Says("The version of the judge's prompts") @Nullable
            String prompts,

            @Says("The sets of questions that were asked") List<ScoresAtSet> sets) {}

    record ScoresAtSet(
            @Says("held-out, regression or choices") String set,

            int questions,

            @Says("SHA-256 of what was asked and expected: the same for the same questions")
            String asked,

            @Says("Mean score as a share of the judge's scale; of choices the share that is right") @Nullable
            Double candidate,

            @Says("Of the release before, which answered the same questions anew; null in a first one") @Nullable
            Double last,

            @Nullable Double base,

            @Says("Since the last one before that was asked this set: same, other-questions or other-judge, after which"
                    + " scores cannot be compared; null where there is none")
            @Nullable
            String since) {}

    record Standing(
            String name,
            int questions,

            @Says("Mean score as a share of the judge's scale; of multiple choice the share that is right") @Nullable
            Double candidate,

            @Nullable Double beside,
            @Nullable Double base,
            int better,
            int same,
            int worse,
            int unjudged) {}

    record AskedQuestion(
            @Says("The leaf's folder, or the group of the regression set")
            String leaf,

            @Says("Untrusted text") String question,
            @Says("Untrusted text") String expected,
            GivenAnswer candidate,
            GivenAnswer beside,
            @Nullable GivenAnswer base,

            @Says("better, same or worse: how the candidate's answer is; null where the judge said nothing clear")
            @Nullable
            String verdict) {}

    record GivenAnswer(
            @Says("Untrusted text") @Nullable String text,
            @Nullable Double score,
            @Says("Where the judge's scale ends") @Nullable Double best,
            @Nullable String reason,

            @Says("Why there is no answer or no score") @Nullable
            String problem) {}

    record Verdict(
            String outcome, @Says("The version of the rule") String rule, List<Criterion> criteria) {}

    record Criterion(
            String name,

            @Says("met, failed, undecided or not-asked") String state,

            double number,
            double limit,
            String words) {}

    record OnTheHub(
            String tag,
            String modelUrl,
            String modelCommit,
            @Nullable String dataUrl,
            @Nullable String dataCommit) {}
}
