package treewarden.bot.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.bot.check.Addresses;
import treewarden.bot.check.ShowContribution;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Effect;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.ReleasedModel;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Announced;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.StageReport.Published;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.KnownRepository;
import treewarden.store.Run;
import treewarden.store.Tables;
import treewarden.store.Transaction;
import treewarden.templates.ReleasedComment;

/**
 * The last stage of a release: each contribution that it holds becomes released, with a label and a comment that says in
 * which release it is. Where the new model is served, it is asked the seed questions again. Where the notes are on, the
 * code host shows a release of the taxonomy's repository too: it comes last, and where the App may not write it, everybody
 * else is told all the same.
 *
 * <p>All of it is written in one transaction, and shown by the runner of effects: nobody is told twice.
 */
public final class AnnounceRelease implements JobHandler<RunReleaseStage> {
    /** Whether the code host shows a release with notes, for which the App needs to write contents. */
    public enum Notes {
        ON,
        OFF
    }

    private final Database database;
    private final ShowContribution show;
    private final Function<ReleaseId, Optional<ReleasedModel>> served;
    private final Notes notes;
    private final ComposeNotes composeNotes;
    private final ReleasedComment comment = new ReleasedComment();

    /** @param served where the model of a release can be asked; none where it is served nowhere */
    public AnnounceRelease(
            Database database, Addresses addresses, Function<ReleaseId, Optional<ReleasedModel>> served, Notes notes) {
        this.database = database;
        this.show = new ShowContribution(addresses);
        this.served = served;
        this.notes = notes;
        this.composeNotes = new ComposeNotes(addresses);
    }

    @Override
    public JobKind kind() {
        return JobKind.ANNOUNCE_RELEASE;
    }

    /** What is to be told. */
    private record News(
            Release release, ReleasePlan plan, @Nullable Published published) {
        int leaves(Contribution contribution) {
            return (int) plan.leaves().stream()
                    .filter(leaf -> leaf.isOf(contribution.id().number()))
                    .count();
        }
    }

    @Override
    public JobResult run(JobContext context, RunReleaseStage payload) {
        var news = database.read(tables -> news(tables, payload.release()));
        if (news.isEmpty()) {
            return JobResult.done("dropped: the release is not at this stage any more");
        }
        int told = news.get().plan().contributions().size();
        var words = told == 1 ? "1 contribution is released" : told + " contributions are released";
        return new JobResult.Done(transaction -> tell(transaction, news.get(), words, context), words);
    }

    private static Optional<News> news(Tables tables, ReleaseId id) {
        var releases = tables.releases();
        return releases.find(id)
                .filter(it -> it.state() == ReleaseState.RUNNING && it.stage() == ReleaseStage.ANNOUNCE)
                .flatMap(release -> releases.output(id, ReleaseStage.PLAN)
                        .map(plan -> new News(
                                release,
                                ((Planned) plan.report()).plan(),
                                releases.output(id, ReleaseStage.PUBLISH)
                                        .map(output -> (Published) output.report())
                                        .orElse(null))));
    }

    private void tell(Transaction transaction, News news, String words, JobContext context) {
        // A roll back that came in between has said already what becomes of its contributions.
        transaction.writeReleases().holdStill();
        if (news(transaction, news.release().id()).isEmpty()) {
            return;
        }
        int told = 0;
        for (var id : news.plan().contributions()) {
            var contribution =
                    transaction.contributions().find(id).filter(it -> it.state() == ContributionState.MERGED);
            if (contribution.isPresent()) {
                transaction.apply(decision(transaction, contribution.get(), news, context));
                told++;
            }
        }
        if (notes == Notes.ON) {
            showNotes(transaction, news);
        }
        var published = news.published();
        transaction
                .writeReleases()
                .published(
                        news.release().id(),
                        new Announced(told, published == null ? null : published.modelUrl()),
                        words);
    }

    private void showNotes(Transaction transaction, News news) {
        transaction
                .repositories()
                .find(news.release().repository())
                .map(KnownRepository::repository)
                .ifPresent(repository -> transaction.show(
                        repository,
                        List.of(composeNotes.of(
                                news.release(), news.plan(), news.published(), repository, transaction))));
    }

    private Decision decision(Transaction transaction, Contribution merged, News news, JobContext context) {
        var release = news.release().id();
        var released =
                merged.inState(ContributionState.RELEASED, context.clock().instant());
        var effects = new ArrayList<Effect>(show.effects(transaction, released));
        var published = news.published();
        effects.add(new Effect.Nudge(
                released.id(),
                release.name(),
                comment.render(new ReleasedComment.Model(
                        released,
                        release,
                        news.leaves(released),
                        published == null ? null : published.modelUrl(),
                        published == null ? null : published.dataUrl()))));
        return new Decision(
                released, effects, postcheck(transaction, released, news), "treewarden", "it is part of " + release);
    }

    private List<JobPayload> postcheck(Tables tables, Contribution released, News news) {
        var held = news.plan().leaves().stream().map(PlannedLeaf::path).collect(Collectors.toSet());
        var leaves =
                tables
                        .runs()
                        .content(released.id(), released.head())
                        .map(Run.Content::leaves)
                        .orElse(List.of())
                        .stream()
                        .filter(leaf -> held.contains(leaf.path()))
                        .toList();
        return served.apply(news.release().id())
                .filter(model -> !leaves.isEmpty())
                .map(model -> List.<JobPayload>of(
                        JobPayload.RunPrecheck.after(model, released.id(), released.head(), leaves)))
                .orElse(List.of());
    }
}
