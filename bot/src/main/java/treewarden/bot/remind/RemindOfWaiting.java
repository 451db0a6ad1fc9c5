package treewarden.bot.remind;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import treewarden.bot.Repositories;
import treewarden.bot.check.Addresses;
import treewarden.bot.check.Labels;
import treewarden.domain.Contribution;
import treewarden.domain.Effect;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.Remind;
import treewarden.domain.Party;
import treewarden.domain.Repository;
import treewarden.store.AuditEvent;
import treewarden.store.ContributionFilter;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.Tables;
import treewarden.store.When;
import treewarden.templates.ReminderComment;
import treewarden.templates.ReminderComment.Stage;

/**
 * Looks once a day at what waits for its contributor, and says so: a reminder, then that it is stale, then the end where
 * the community wants one. Each is said once for each turn. Whoever triages reads the weekly digest instead.
 */
public final class RemindOfWaiting implements JobHandler<Remind> {
    private static final ContributionFilter WAITING = ContributionFilter.ALL.turnOf(Party.CONTRIBUTOR);

    private final Database database;
    private final Repositories repositories;
    private final ReminderRules rules;
    private final ComposeDigest digest;
    private final ReminderComment comment = new ReminderComment();

    public RemindOfWaiting(Database database, Repositories repositories, ReminderRules rules, Addresses addresses) {
        this.database = database;
        this.repositories = repositories;
        this.rules = rules;
        this.digest = new ComposeDigest(rules, addresses);
    }

    @Override
    public JobKind kind() {
        return JobKind.REMIND;
    }

    @Override
    public JobResult run(JobContext context, Remind payload) {
        var repository = repositories.find(payload.repository());
        if (repository.isEmpty()) {
            return JobResult.done("the repository is not tended any more");
        }
        var now = context.clock().instant();
        var next = When.at(rules.nextLook(now));
        if (!rules.isTimeToSpeak(now)) {
            return new JobResult.Done(transaction -> transaction.enqueue(payload, next), "a day off, or too early");
        }
        var round = database.read(tables -> round(tables, repository.get(), now));
        return new JobResult.Done(
                transaction -> {
                    transaction.show(repository.get(), round.effects());
                    round.audit().forEach(transaction::audit);
                    transaction.enqueue(payload, next);
                },
                round.audit().size() + " reminded of");
    }

    /** What one look leads to. */
    private record Round(List<Effect> effects, List<AuditEvent> audit) {}

    private Round round(Tables tables, Repository repository, Instant now) {
        var effects = new ArrayList<Effect>();
        var audit = new ArrayList<AuditEvent>();
        for (var contribution : tables.contributions().all(WAITING.of(repository.id()))) {
            rules.stage(contribution.stateSince(), now)
                    .filter(stage -> !isSaid(tables, contribution, stage))
                    .ifPresent(stage -> {
                        effects.addAll(said(contribution, stage, now));
                        audit.add(new AuditEvent(
                                "treewarden",
                                "remind",
                                contribution.id(),
                                contribution.head().hex(),
                                null,
                                contribution.state().slug(),
                                stage.name().toLowerCase(Locale.ROOT)));
                    });
        }
        digest.due(tables, repository, now).ifPresent(effects::add);
        return new Round(effects, audit);
    }

    private boolean isSaid(Tables tables, Contribution contribution, Stage stage) {
        return tables.forgeIds()
                .find(Effect.Nudge.target(contribution.id(), occasion(contribution, stage)))
                .isPresent();
    }

    /** Once for each turn: it is named by its stage and the day on which the turn began. */
    private String occasion(Contribution contribution, Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT) + "-" + rules.calendar().day(contribution.stateSince());
    }

    private List<Effect> said(Contribution contribution, Stage stage, Instant now) {
        var days = rules.calendar().daysBetween(contribution.stateSince(), now);
        var left = rules.closeAfter() == 0 ? 0 : Math.max(1, rules.closeAfter() - days);
        var words = comment.render(new ReminderComment.Model(contribution, stage, days, left, reason(contribution)));
        var effects = new ArrayList<Effect>();
        effects.add(new Effect.Nudge(contribution.id(), occasion(contribution, stage), words));
        if (stage != Stage.REMINDED) {
            var labels = new HashSet<>(Labels.of(contribution));
            labels.add(Labels.STALE);
            effects.add(new Effect.ShowLabels(contribution.id(), labels));
        }
        if (stage == Stage.CLOSED) {
            effects.add(new Effect.Close(contribution.id()));
        }
        return effects;
    }

    private static String reason(Contribution contribution) {
        var reason = contribution.reason();
        return reason == null ? "" : reason.words();
    }
}
