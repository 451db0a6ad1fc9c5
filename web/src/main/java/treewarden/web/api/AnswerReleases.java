package treewarden.web.api;

import static treewarden.web.api.Operation.Parameter;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import treewarden.domain.Effect.ShowRelease;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.TrialQuestion;
import treewarden.domain.release.Withdrawal;
import treewarden.store.Database;
import treewarden.store.Tables;
import treewarden.web.releases.KeepReports;

/** Releases, for programs. */
final class AnswerReleases {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final Database database;
    private final KeepReports reports;

    AnswerReleases(Database database, KeepReports reports) {
        this.database = database;
        this.reports = reports;
    }

    Stream<Operation> operations() {
        return Stream.of(
                new Operation(
                        HandlerType.GET,
                        "/api/releases",
                        "listReleases",
                        "Releases of the community model, the newest first, and what is kept out of all.",
                        Operation.Access.READERS,
                        List.of(Parameter.query("limit", "At most so many, up to " + MOST, "50")),
                        ReleaseShapes.Releases.class,
                        request -> database.read(tables -> list(tables, request))),
                new Operation(
                        HandlerType.GET,
                        "/api/releases/{id}",
                        "showRelease",
                        "One release in full, with each question of its evaluation.",
                        Operation.Access.READERS,
                        List.of(Parameter.path("id", "string", "Its name", "release-20261122")),
                        ReleaseShapes.ReleaseInFull.class,
                        request -> database.read(tables -> show(tables, request))));
    }

    private static ReleaseShapes.Releases list(Tables tables, ApiRequest request) {
        return new ReleaseShapes.Releases(
                tables.releases().list((int) request.number("limit", USUAL, MOST)).stream()
                        .map(release -> summary(tables, release))
                        .toList(),
                tables.releases().withdrawals().stream()
                        .map(AnswerReleases::withdrawn)
                        .toList());
    }

    private ReleaseShapes.ReleaseInFull show(Tables tables, ApiRequest request) {
        var release = id(request.path("id"))
                .flatMap(id -> tables.releases().find(id))
                .orElseThrow(
                        () -> new ApiProblem(404, "There is no such release", "/api/releases lists those that are."));
        var notShown = tables.outbox()
                .whyRefused(
                        ShowRelease.target(release.repository(), release.id().name()))
                .orElse(null);
        return new ReleaseAsJson(reports.outputs(release.id(), tables), reports.scored(release, tables))
                .of(summary(tables, release), tables.trialQuestions().list(release.id(), TrialQuestion.MOST), notShown);
    }

    private static Optional<ReleaseId> id(String name) {
        try {
            return Optional.of(new ReleaseId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ReleaseShapes.Release summary(Tables tables, Release release) {
        var words = tables.releases().words(release.id());
        return new ReleaseShapes.Release(
                release.id().name(),
                release.model(),
                release.state().slug(),
                release.stage().slug(),
                release.since(),
                release.why(),
                release.startedBy(),
                release.startedAt(),
                release.endedAt(),
                release.decidedBy(),
                words.get(ReleaseStage.PLAN),
                words.get(ReleaseStage.GATE),
                "/releases/" + release.id());
    }

    static ReleaseShapes.Withdrawn withdrawn(Withdrawal one) {
        return new ReleaseShapes.Withdrawn(one.what(), one.why(), one.by(), one.at());
    }
}
