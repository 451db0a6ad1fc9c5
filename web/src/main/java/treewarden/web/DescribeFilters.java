package treewarden.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import treewarden.domain.ContributionState;
import treewarden.domain.LeafKind;
import treewarden.domain.Party;
import treewarden.store.ContributionSearch.Order;
import treewarden.web.api.ContributionsForPrograms.Filter;

/** What the address of the queue can ask for, in words: each parameter that {@link QueueQuery} names, in its order. */
final class DescribeFilters {
    private DescribeFilters() {}

    static List<Filter> all() {
        return QueueQuery.of(name -> null, "").parameters().keySet().stream()
                .map(DescribeFilters::described)
                .toList();
    }

    private static Filter described(String name) {
        return switch (name) {
            case "q" -> new Filter(name, "Words that must all occur", "haiku");
            case "state" ->
                new Filter(
                        name,
                        "Only this state: "
                                + Arrays.stream(ContributionState.values())
                                        .map(ContributionState::slug)
                                        .collect(Collectors.joining(", ")),
                        ContributionState.AWAITING_TRIAGE.slug());
            case "turn" -> choice(name, "Only those that wait for this party", Party.values());
            case "kind" -> choice(name, "Only those with a leaf of this kind", LeafKind.values());
            case "place" -> new Filter(name, "Only those with a leaf in or below this folder", "knowledge/science");
            case "repository" ->
                new Filter(name, "Only those to this repository, as owner/name", "instructlab/taxonomy");
            case "by" -> new Filter(name, "Only those of this contributor, by their login", "octocat");
            case "assignee" ->
                new Filter(
                        name,
                        "Only those that this login looks after, or `" + Narrowing.NOBODY + "`",
                        Narrowing.NOBODY);
            case "findings" ->
                choice(name, "Only those of whose head the checks found this", Narrowing.Findings.values());
            case "sample" -> choice(name, "Only those of whose head's sample this came", Narrowing.Sampled.values());
            case "age" ->
                choice(name, "Only those that were opened so long ago, exact to a day of UTC", Narrowing.Age.values());
            case "sort" ->
                choice(
                        name,
                        "The order; usually the longest wait comes first. By `yield` and `score` the worst sample"
                                + " comes first and those without one last",
                        Order.values());
            case "page" -> new Filter(name, "Counts from 1, up to " + QueueQuery.LAST_PAGE, "1");
            default -> new Filter(name, "As the filter of this name on the page", "");
        };
    }

    private static Filter choice(String name, String says, Enum<?>[] values) {
        var slugs = Arrays.stream(values).map(QueueQuery::slug).toList();
        return new Filter(name, says + ": " + String.join(", ", slugs), slugs.get(0));
    }
}
