package treewarden.web.api;

import static treewarden.web.api.Operation.Parameter;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Contribution;
import treewarden.domain.SampleReport;
import treewarden.store.AuditEntry;
import treewarden.store.Database;
import treewarden.store.Run;
import treewarden.store.Tables;

/** The queue and one contribution. */
final class AnswerContributions {
    private final Database database;
    private final ContributionsForPrograms contributions;

    AnswerContributions(Database database, ContributionsForPrograms contributions) {
        this.database = database;
        this.contributions = contributions;
    }

    Stream<Operation> operations() {
        return Stream.of(
                new Operation(
                        HandlerType.GET,
                        "/api/contributions",
                        "listContributions",
                        "The queue, with the filters of the page.",
                        Operation.Access.READERS,
                        List.of(
                                Parameter.query("q", "Words that must all occur", "haiku"),
                                Parameter.query("state", "Only this state", "awaiting-triage"),
                                Parameter.query("turn", "Only those that wait for this party", "triager"),
                                Parameter.query("sort", "`wait`, the longest wait first, or `latest`", "wait"),
                                Parameter.query("page", "Counts from 1", "1")),
                        Shapes.Contributions.class,
                        request -> database.read(tables -> contributions.list(tables, request::query))),
                new Operation(
                        HandlerType.GET,
                        "/api/contributions/{owner}/{name}/{number}",
                        "showContribution",
                        "One contribution at its head: findings, what the teacher made, and everything that happened.",
                        Operation.Access.READERS,
                        List.of(
                                Parameter.path("owner", "string", "Of the repository", "instructlab"),
                                Parameter.path("name", "string", "Of the repository", "taxonomy"),
                                Parameter.path("number", "integer", "Of the pull request", "12")),
                        Shapes.ContributionInFull.class,
                        request -> database.read(tables -> show(tables, request))));
    }

    private Shapes.ContributionInFull show(Tables tables, ApiRequest request) {
        int number = (int) Math.min(Integer.MAX_VALUE, request.number("number"));
        return contributions
                .find(tables, request.path("owner"), request.path("name"), number)
                .map(found -> inFull(tables, found))
                .orElseThrow(() -> new ApiProblem(
                        404,
                        "There is no such contribution",
                        "The address may be mistyped, or the pull request adds no leaf and so is not listed."));
    }

    private Shapes.ContributionInFull inFull(Tables tables, Contribution it) {
        var run = tables.runs().find(it.id(), it.head());
        return new Shapes.ContributionInFull(
                contributions.summary(it),
                run.map(Run::checkedAt).orElse(null),
                run.map(Run::notes).orElse(List.of()),
                run.map(Run::leaves).orElse(List.of()).stream()
                        .flatMap(AnswerContributions::findings)
                        .toList(),
                tables.samples()
                        .find(it.id(), it.head())
                        .map(AnswerContributions::sample)
                        .orElse(null),
                tables.audit().timeline(it.id()).stream()
                        .map(AnswerContributions::event)
                        .toList());
    }

    private static Stream<Shapes.Finding> findings(CheckedLeaf leaf) {
        return leaf.findings().stream()
                .map(finding -> new Shapes.Finding(
                        finding.path(),
                        finding.rule(),
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.at().line(),
                        finding.at().column(),
                        finding.pointer(),
                        finding.message(),
                        finding.remedy()));
    }

    private static Shapes.Sample sample(SampleReport report) {
        return new Shapes.Sample(
                report.teacher(),
                report.made(),
                report.kept(),
                report.usage().requests(),
                report.usage().tokens(),
                report.millis(),
                report.leaves().stream()
                        .map(leaf -> new Shapes.SampledLeaf(
                                leaf.leaf(),
                                leaf.kind().words(),
                                leaf.pipeline(),
                                leaf.funnel().made(),
                                leaf.funnel().kept(),
                                leaf.problem(),
                                leaf.funnel().steps().stream()
                                        .map(step -> new Shapes.Step(step.block(), step.words(), step.rows()))
                                        .toList()))
                        .toList());
    }

    private static Shapes.Event event(AuditEntry entry) {
        var event = entry.event();
        return new Shapes.Event(
                entry.number(),
                entry.at(),
                event.by(),
                event.action(),
                event.head(),
                event.before(),
                event.after(),
                event.why(),
                entry.origin());
    }
}
