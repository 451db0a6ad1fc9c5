package treewarden.web.api;

import static treewarden.web.api.Operation.Parameter;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import treewarden.bot.command.Criterion;
import treewarden.domain.Contribution;
import treewarden.domain.PrecheckReport;
import treewarden.domain.SampleReport;
import treewarden.store.AuditEntry;
import treewarden.store.Database;
import treewarden.store.Run;
import treewarden.store.Tables;
import treewarden.web.Moments;
import treewarden.web.comment.ReadComment;
import treewarden.web.decide.OfferActions;
import treewarden.web.review.QuoteLines;
import treewarden.web.review.ReadSinceReview;

/** The queue and one contribution. */
final class AnswerContributions {
    private final Database database;
    private final ContributionsForPrograms contributions;
    private final ReadSinceReview sinceReview;
    private final QuoteLines quoteLines;
    private final ReadComment comment;

    AnswerContributions(Database database, ContributionParts parts) {
        this.database = database;
        this.contributions = parts.contributions();
        this.sinceReview = parts.sinceReview();
        this.quoteLines = parts.quoteLines();
        this.comment = parts.comment();
    }

    Stream<Operation> operations() {
        return Stream.of(
                new Operation(
                        HandlerType.GET,
                        "/api/contributions",
                        "listContributions",
                        "The queue, with the filters of the page.",
                        Operation.Access.READERS,
                        contributions.filters().stream()
                                .map(filter -> Parameter.query(filter.name(), filter.says(), filter.example()))
                                .toList(),
                        Shapes.Contributions.class,
                        request -> database.read(tables -> contributions.list(tables, request::query))),
                new Operation(
                        HandlerType.GET,
                        "/api/contributions/{owner}/{name}/{number}",
                        "showContribution",
                        "One contribution at its head: what it says, its findings, what the teacher made and models answered, what"
                                + " both were made from, what changed since the last review, the bot's comment, and everything"
                                + " that happened.",
                        Operation.Access.READERS,
                        List.of(
                                Parameter.path("owner", "string", "Of the repository", "instructlab"),
                                Parameter.path("name", "string", "Of the repository", "taxonomy"),
                                Parameter.path("number", "integer", "Of the pull request", "12")),
                        Shapes.ContributionInFull.class,
                        this::show));
    }

    private Shapes.ContributionInFull show(ApiRequest request) {
        return inFull(database.read(tables -> read(tables, request)));
    }

    /** What is read in one state of the database; the work on it comes after. */
    private record Read(
            Contribution it,
            Shapes.Contribution summary,
            Optional<Run> run,
            Optional<SampleReport> sample,
            List<PrecheckReport> prechecks,
            List<AuditEntry> timeline,
            ReadSinceReview.Review review,
            Optional<ReadComment.Written> comment,
            List<Criterion> criteria) {}

    private Read read(Tables tables, ApiRequest request) {
        int number = (int) Math.min(Integer.MAX_VALUE, request.number("number"));
        var it = contributions
                .find(tables, request.path("owner"), request.path("name"), number)
                .orElseThrow(() -> new ApiProblem(
                        404,
                        "There is no such contribution",
                        "The address may be mistyped, or the pull request adds no leaf and so is not listed."));
        return new Read(
                it,
                contributions.summary(tables, it),
                tables.runs().find(it.id(), it.head()),
                tables.samples().find(it.id(), it.head()),
                tables.prechecks().list(it.id(), it.head()),
                tables.audit().timeline(it.id()),
                sinceReview.find(tables, it),
                comment.find(tables, it),
                OfferActions.criteria(tables, it));
    }

    private Shapes.ContributionInFull inFull(Read read) {
        var it = read.it();
        var checked = read.run().map(Run::leaves).orElse(List.of());
        var found = checked.stream().flatMap(leaf -> leaf.findings().stream()).toList();
        var quotes = quoteLines.of(
                read.run().map(Run::content).orElse(null),
                found.stream().map(ContributionAsJson::place).toList());
        var since = sinceReview.compare(
                read.review(),
                (before, after) -> contributions.compare(it, before, after),
                new Moments(database.clock().instant()));
        return new Shapes.ContributionInFull(
                read.summary(),
                read.run().map(Run::checkedAt).orElse(null),
                read.run().map(Run::notes).orElse(List.of()),
                found.stream()
                        .map(finding -> ContributionAsJson.finding(finding, quotes))
                        .toList(),
                read.sample().map(ContributionAsJson::sample).orElse(null),
                read.timeline().stream().map(ContributionAsJson::event).toList(),
                checked.stream().flatMap(ContributionAsJson::leaf).toList(),
                ContributionAsJson.since(read.review().judgement(), since),
                read.prechecks().stream().map(ContributionAsJson::precheck).toList(),
                read.comment().map(ContributionAsJson::comment).orElse(null),
                read.criteria().stream()
                        .map(each -> new ContributionShapes.Requirement(each.met(), each.words()))
                        .toList(),
                ContributionAsJson.provenance(read.run(), read.sample()));
    }
}
