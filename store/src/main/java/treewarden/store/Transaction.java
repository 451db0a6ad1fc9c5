package treewarden.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.Decision;
import treewarden.domain.Effect;
import treewarden.domain.JobPayload;
import treewarden.domain.Printable;
import treewarden.domain.Repository;

/** The tables, to be written: all of it is committed, or none. */
public final class Transaction extends Tables {
    private final Database.Afterwards afterwards;
    private final List<AuditEvent> audited = new ArrayList<>();
    private Instant toldFrom = Instant.EPOCH;
    private QueueDays.Crossings crossings = QueueDays.Crossings.NONE;
    private StateCounts.Moves moves = StateCounts.Moves.NONE;
    private @Nullable String origin;

    Transaction(Session session, Database.Afterwards afterwards) {
        super(session);
        this.afterwards = afterwards;
    }

    /**
     * Writes a decision: the contribution (a new one has version 0), its effects, the jobs that follow, and a line of the
     * audit. Approvals that its new head or state does away with are void from now on, whoever decided. Returns the contribution at its new version; throws {@link StaleVersion} if somebody changed it meanwhile.
     */
    public Contribution apply(Decision decision) {
        var contribution = decision.contribution();
        repositories().remember(contribution.repository());
        var before = contributions().find(contribution.id());
        var saved = contributions().save(contribution);
        search().follow(before, saved);
        crossings = crossings.with(before, saved, session().now());
        moves = moves.with(before, saved);
        voidApprovals(saved, approval -> approval.voidedBy(saved), decision.by());
        decision.approvals().stream()
                .filter(approval -> approval.voidedBy(saved).isEmpty())
                .filter(approval -> approvals().add(saved, approval))
                .forEach(approval -> audit(given(approval, decision.by())));
        show(contribution.repository(), decision.effects());
        decision.jobs().forEach(this::enqueue);
        audit(new AuditEvent(
                decision.by(),
                "decide",
                contribution.id(),
                contribution.head().hex(),
                before.map(was -> was.state().slug()).orElse(null),
                contribution.state().slug(),
                decision.why()));
        afterwards.publish(new Change(saved.id(), saved.version(), saved.state()));
        return saved;
    }

    /**
     * Voids approvals of a contribution for which there is a reason beside its head and its state, and takes back our
     * review of what they approved.
     */
    public void voidApprovals(Contribution contribution, Function<Approval, Optional<String>> reason, String by) {
        var voided = approvals().voidWhere(contribution.id(), reason);
        for (var approval : voided) {
            var why = "the approval by " + approval.approver().login() + " is void: " + approval.voidedBecause();
            audit(new AuditEvent(
                    by, "void-approval", contribution.id(), approval.of().head().hex(), null, null, why));
        }
        if (!contribution.state().isMerged()) {
            show(
                    contribution.repository(),
                    voided.stream()
                            .map(approval -> new Effect.DismissReview(
                                    contribution.id(), approval.of().head(), approval.voidedBecause()))
                            .<Effect>map(effect -> effect)
                            .toList());
        }
    }

    private static AuditEvent given(Approval approval, String by) {
        var of = approval.of();
        var why = "approved tree " + of.tree() + " for " + Printable.plain(of.baseBranch()) + " with the permission "
                + approval.permission();
        return new AuditEvent(by, "approve", approval.contribution(), of.head().hex(), null, null, why);
    }

    /** Wants these effects in a repository, for what does not change a contribution: an answer to a comment. */
    public void show(Repository repository, List<Effect> effects) {
        if (!effects.isEmpty()) {
            outbox().add(repository.installation(), effects, toldFrom);
            enqueue(
                    new JobPayload.DeliverEffects(repository.installation()),
                    toldFrom.equals(Instant.EPOCH) ? When.NOW : When.at(toldFrom));
        }
    }

    /** Whatever is wanted shown from here on in this transaction is told to the code host at that time, and not before. */
    public void tellFrom(Instant at) {
        toldFrom = at;
    }

    /**
     * Remembers a repository as it is now called and reached, and whether we may work in it. Where we may, what was parked
     * for it waits again.
     */
    public void set(KnownRepository known) {
        var repository = known.repository();
        repositories().remember(repository);
        repositories().set(repository.id(), known.state());
        if (known.state() == RepositoryState.ACTIVE
                && outbox().takeUp(repository.id(), repository.installation()) > 0) {
            enqueue(new JobPayload.DeliverEffects(repository.installation()));
        }
    }

    /** Queues a job at the usual priority, to be run as soon as it can be. */
    public JobId enqueue(JobPayload payload) {
        return enqueue(payload, When.NOW);
    }

    /**
     * Queues a job. While one with the same {@link JobPayload#key()} waits, that one is returned instead, at the higher of
     * both priorities and the earlier of both times, unless it waits because it failed or was put off.
     */
    public JobId enqueue(JobPayload payload, When when) {
        afterwards.wakeRunners();
        return queue().enqueue(payload, when);
    }

    /** Asks a job to end: one that waits is cancelled at once, one that runs is told. False if it is over already. */
    public boolean requestCancel(JobId job) {
        afterwards.jobsMove();
        return queue().requestCancel(job);
    }

    /** Queues a job again that was parked or cancelled, with all its attempts. False if it is in another state. */
    public boolean retry(JobId job) {
        afterwards.wakeRunners();
        return queue().retry(job);
    }

    /** Has those effects of a contribution tried again that were refused, unless a later one took their place. */
    public void retryRefused(ContributionId contribution, Repository repository) {
        outbox().retryRefused(contribution);
        enqueue(new JobPayload.DeliverEffects(repository.installation()));
    }

    /**
     * Says from where a person does what this transaction writes: {@code page}, {@code comment 77}, {@code api}, {@code
     * command line}. Each of its lines in the audit says so.
     */
    public void actingFrom(String where) {
        origin = Columns.text(where);
    }

    /** Null where nobody has said. */
    @Nullable
    String origin() {
        return origin;
    }

    /** Writes a line of the audit. {@link #apply} writes its own. */
    public void audit(AuditEvent event) {
        audited.add(event);
    }

    /** How releases start, go on and end. */
    public WriteReleases writeReleases() {
        return new WriteReleases(this);
    }

    JobQueue queue() {
        return new JobQueue(session());
    }

    JobStarts starts() {
        return new JobStarts(session());
    }

    JobEndings endings() {
        return new JobEndings(session());
    }

    /** Jobs look different from now on, to those who watch. */
    void jobsMove() {
        afterwards.jobsMove();
    }

    void wakeRunners() {
        afterwards.wakeRunners();
    }

    /** The last thing before the commit: days, counts and the audit lock what all write, so they come as late as can be. */
    void complete() {
        queueDays().add(crossings);
        new StateCounts(session()).add(moves);
        if (!audited.isEmpty()) {
            audit().append(audited, origin);
        }
    }
}
