package treewarden.bot.release;

import org.jspecify.annotations.Nullable;
import treewarden.bot.check.Addresses;
import treewarden.domain.ContributionId;
import treewarden.domain.Effect.ShowRelease;
import treewarden.domain.Repository;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Published;
import treewarden.store.Tables;
import treewarden.templates.ReleaseNotes;

/** Writes the notes of a release from what its stages left, for the taxonomy's repository. */
final class ComposeNotes {
    private final Addresses addresses;
    private final ReleaseNotes notes = new ReleaseNotes();

    ComposeNotes(Addresses addresses) {
        this.addresses = addresses;
    }

    ShowRelease of(
            Release release, ReleasePlan plan, @Nullable Published published, Repository repository, Tables tables) {
        var verdict = tables.releases()
                .output(release.id(), ReleaseStage.GATE)
                .map(output -> ((Gated) output.report()).verdict())
                .orElse(null);
        var model = new ReleaseNotes.Model(
                release.id(),
                release.model(),
                plan,
                number -> addresses.pullRequest(repository, number),
                verdict,
                release.decidedBy(),
                published == null ? null : published.modelUrl(),
                published == null ? null : published.dataUrl());
        return new ShowRelease(
                ContributionId.ofAll(repository.id()),
                release.id().name(),
                plan.commit(),
                notes.title(model),
                notes.render(model));
    }
}
