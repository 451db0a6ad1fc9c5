package treewarden.app.release;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import treewarden.app.command.CommandFailed;
import treewarden.app.config.Config;
import treewarden.app.generate.GenerateProgress;
import treewarden.app.sdg.OpenSdg;
import treewarden.app.serve.ReleaseParts;
import treewarden.app.serve.Service;
import treewarden.domain.Printable;
import treewarden.domain.Repository;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport.Generated;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.cache.CacheException;
import treewarden.sdg.engine.Assumptions;
import treewarden.sdg.token.UnusableTokenizer;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.KnownRepository;
import treewarden.store.SayUnchanged;
import treewarden.web.Moments;
import treewarden.worker.release.EstimateRelease;
import treewarden.worker.release.FilesChanged;
import treewarden.worker.release.HoldBack;

/** What a release would be, without starting one. */
public final class LookAhead {
    private final Config config;
    private final ReleaseSettings settings;
    private final Database database;
    private final Clock clock;

    public LookAhead(Config config, ReleaseSettings settings, Database database, Clock clock) {
        this.config = config;
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    /** @throws CommandFailed where the taxonomy is not known yet */
    public ReleasePlan plan() {
        var repository = repository();
        return ReleaseParts.plan(config, settings, database, clock).look(startedBy("plan", repository), repository);
    }

    /** Why one that a person started now would end with its plan; empty where it would go on. */
    public Optional<String> unchanged(ReleasePlan plan) {
        return why("plan", plan);
    }

    /** Why the schedule would not have it made, where there is one; empty where it would, or where nobody would. */
    public Optional<String> notByTheSchedule(ReleasePlan plan) {
        return settings.calendar() == null || unchanged(plan).isPresent()
                ? Optional.empty()
                : why(Release.SCHEDULE, plan);
    }

    private Optional<String> why(String by, ReleasePlan plan) {
        var release = startedBy(by, repository());
        return database.read(tables -> new SayUnchanged(tables).why(release, plan));
    }

    private Repository repository() {
        return database.read(tables -> tables.repositories().named(settings.taxonomy()))
                .map(KnownRepository::repository)
                .orElseThrow(() -> CommandFailed.bad(settings.taxonomy()
                        + " is not known yet: install the App there, and let `treewarden serve` run"));
    }

    /** One of no name that another has: there may have been some today. */
    private Release startedBy(String by, Repository repository) {
        return Release.start(ReleaseId.of(clock, 1_000), settings.model(), repository.id(), by, clock.instant());
    }

    /** About how long it will take, by the stages of the last release. */
    public Optional<String> time(ReleasePlan plan) {
        var before = plan.previous();
        List<StageOutput> outputs = before == null
                ? List.of()
                : database.read(tables -> tables.releases().outputs(before));
        var took = new ArrayList<String>();
        for (int i = 1; i < outputs.size(); i++) {
            var stage = outputs.get(i).stage();
            // Between these a person decided.
            if (stage != ReleaseStage.PUBLISH) {
                var time = Duration.between(
                        outputs.get(i - 1).endedAt(), outputs.get(i).endedAt());
                took.add(stage.words() + " " + Moments.words(time));
            }
        }
        return took.isEmpty()
                ? Optional.empty()
                : Optional.of("The last release took: " + String.join(", ", took) + ".");
    }

    /** About what the teacher will be asked, by what the last release took for a leaf. */
    public String cost(ReleasePlan plan) {
        long asked = plan.count(Change.NEW) + plan.count(Change.CHANGED);
        var before = plan.previous();
        var last = before == null
                ? null
                : database.read(tables -> tables.releases().output(before, ReleaseStage.GENERATE))
                        .map(output -> (Generated) output.report())
                        .orElse(null);
        if (last == null || last.parts() == last.found()) {
            return firstCost(plan, asked);
        }
        double share = (double) asked / Math.max(1, last.parts() - last.found());
        return String.format(
                Locale.ROOT,
                "The teacher is asked about %d leaves: about %,d requests and %,d tokens, by what the last release took.",
                asked,
                Math.round(share * last.spent().requests()),
                Math.round(share * last.spent().tokens()));
    }

    /** By the arithmetic of {@code generate --dry-run}. */
    private String firstCost(ReleasePlan plan, long asked) {
        var words = "The teacher is asked about " + asked + " leaves";
        var teacher = config.teacher();
        if (teacher == null) {
            return words + ".";
        }
        try (var sdg = OpenSdg.open(teacher, config.documents(), config.cache(), clock);
                var progress = GenerateProgress.onStandardError()) {
            var data = new DataOfReleases(sdg, teacher, settings, clock);
            var artifacts = Artifacts.in(config.artifacts(), Service.LARGEST_ARTIFACT);
            var expected = new EstimateRelease(new HoldBack(artifacts), data)
                    .of(settings.model(), plan, settings.folder(), progress);
            var estimate = expected.estimate();
            return String.format(
                    Locale.ROOT,
                    "%s: about %,d requests, %s tokens read and %s written, which takes %s with %d requests at once where"
                            + " the teacher writes %d tokens a second for each.%s",
                    words,
                    estimate.requests(),
                    GenerateProgress.tokens(estimate.promptTokens()),
                    GenerateProgress.tokens(estimate.answerTokens()),
                    Moments.words(estimate.time(sdg.concurrency(), Assumptions.USUAL)),
                    sdg.concurrency(),
                    Assumptions.USUAL.tokensASecond(),
                    expected.troubles().stream()
                            .map(trouble -> " Nothing of " + Printable.line(trouble) + ".")
                            .collect(Collectors.joining()));
        } catch (FilesChanged | CacheException | PipelineException | UnusableTokenizer e) {
            return words + "; what that takes cannot be said (" + e.getMessage() + ").";
        }
    }
}
