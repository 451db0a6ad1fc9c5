package treewarden.app.release;

import java.time.Clock;
import java.util.List;
import treewarden.app.sdg.OpenSdg;
import treewarden.app.sdg.TeacherSettings;
import treewarden.sdg.document.RememberPassages;
import treewarden.sdg.engine.EngineLimits;
import treewarden.sdg.engine.EngineSettings;
import treewarden.sdg.generate.GenerateParts;
import treewarden.sdg.mix.CardSettings;
import treewarden.sdg.mix.MixSettings;
import treewarden.sdg.quality.QualitySettings;
import treewarden.worker.release.DataParts;

/** Makes the data of releases with the teacher of the configuration. */
final class DataOfReleases implements DataParts {
    private final OpenSdg sdg;
    private final TeacherSettings teacher;
    private final ReleaseSettings releases;
    private final Clock clock;

    DataOfReleases(OpenSdg sdg, TeacherSettings teacher, ReleaseSettings releases, Clock clock) {
        this.sdg = sdg;
        this.teacher = teacher;
        this.releases = releases;
        this.clock = clock;
    }

    @Override
    public GenerateParts of(String name) {
        int concurrency = sdg.concurrency();
        var limits =
                new EngineLimits(2, teacher.contextTokens(), Math.max(6, 2 * concurrency), EngineLimits.USUAL_ROWS);
        var card = releases.card();
        return new GenerateParts(
                sdg.teacher(),
                sdg.cache(),
                sdg.pipelines(),
                new RememberPassages(sdg.documents()),
                sdg.finished(),
                EngineSettings.of(limits).withTokens(sdg.promptTokens()).withHedging(sdg.hedging()),
                QualitySettings.USUAL.withLanguage(teacher.language().code()),
                MixSettings.named(name)
                        .withDataSets(
                                releases.dataSets().skills(),
                                releases.dataSets().knowledge())
                        .withCard(new CardSettings(
                                card.title() + ": training data", card.license(), card.languages(), List.of(), null)),
                clock);
    }
}
