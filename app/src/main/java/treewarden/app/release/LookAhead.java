package treewarden.app.release;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import treewarden.app.command.CommandFailed;
import treewarden.app.config.Config;
import treewarden.app.serve.ReleaseParts;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport.Generated;
import treewarden.store.Database;
import treewarden.web.Moments;

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
        var known = database.read(tables -> tables.repositories().named(settings.taxonomy()))
                .orElseThrow(() -> CommandFailed.bad(settings.taxonomy()
                        + " is not known yet: install the App there, and let `treewarden serve` run"));
        var release = Release.start(
                ReleaseId.of(clock, 1), settings.model(), known.repository().id(), "plan", clock.instant());
        return ReleaseParts.plan(config, settings, database, clock).look(release, known.repository());
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
            return "The teacher is asked about " + asked + " leaves; `treewarden generate --dry-run` on a clone of the"
                    + " taxonomy says what that takes.";
        }
        double share = (double) asked / Math.max(1, last.parts() - last.found());
        return String.format(
                Locale.ROOT,
                "The teacher is asked about %d leaves: about %,d requests and %,d tokens, by what the last release took.",
                asked,
                Math.round(share * last.spent().requests()),
                Math.round(share * last.spent().tokens()));
    }
}
