package treewarden.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the community model answered to the seed questions of a contribution at one head commit: before it has learnt of
 * them (a precheck), or the model of a release that has (a postcheck). It is advice, and decides nothing.
 *
 * @param release the release whose model was asked; null for the community model of the day
 * @param model that answered, as the server gives its name; as configured where none answered
 * @param judge that scored, in the same way
 * @param rubric the judge's version: scores by the same judge and rubric can be compared
 * @param leaves that it was about, so that an unchanged head need not ask again
 * @param omitted leaf folders that the limits left out
 * @param unasked questions of the leaves that the limits left out
 * @param enough the share of well answered questions, in percent, from which on the model is said to know a leaf already
 */
public record PrecheckReport(
        ContributionId contribution,
        CommitId head,
        @Nullable String release,
        String model,
        String judge,
        String rubric,
        List<StoredLeaf> leaves,
        List<String> omitted,
        List<PrecheckAnswer> answers,
        int unasked,
        int enough,
        Usage usage,
        Instant at,
        long millis) {
    public PrecheckReport {
        leaves = List.copyOf(leaves);
        omitted = List.copyOf(omitted);
        answers = List.copyOf(answers);
        if (enough < 1 || enough > 100) {
            throw new IllegalArgumentException("a share of questions is between 1 and 100 percent");
        }
    }

    /** How many questions were answered well. */
    public int good() {
        return good(answers);
    }

    /** How many questions have no answer or no score. */
    public int failed() {
        return (int) answers.stream().filter(PrecheckAnswer::isFailed).count();
    }

    /** The answers of each leaf, in their order. */
    public Map<String, List<PrecheckAnswer>> byLeaf() {
        return answers.stream()
                .collect(Collectors.groupingBy(PrecheckAnswer::leaf, LinkedHashMap::new, Collectors.toList()));
    }

    /** Whether the model of the day can do already what the contribution would teach it. */
    public boolean isKnownAlready() {
        return isKnownAlready(answers);
    }

    /** The same of some of the answers, such as those of one leaf. A question that failed counts as not answered. */
    public boolean isKnownAlready(List<PrecheckAnswer> some) {
        return release == null && !some.isEmpty() && 100L * good(some) >= (long) enough * some.size();
    }

    /** The same for another head with the same leaves. */
    public PrecheckReport at(CommitId other) {
        return new PrecheckReport(
                contribution,
                other,
                release,
                model,
                judge,
                rubric,
                leaves,
                omitted,
                answers,
                unasked,
                enough,
                usage,
                at,
                millis);
    }

    private static int good(List<PrecheckAnswer> some) {
        return (int) some.stream().filter(PrecheckAnswer::isGood).count();
    }
}
