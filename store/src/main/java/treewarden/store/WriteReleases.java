package treewarden.store;

import java.util.List;
import java.util.Optional;
import treewarden.domain.JobPayload.AskCandidate;
import treewarden.domain.JobPayload.RollBackRelease;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.TrialQuestion;
import treewarden.domain.release.Withdrawal;

/**
 * How releases change: each time the release, the job that follows and a line of the audit together. Which stage follows
 * which is said by {@link ReleaseStage} alone.
 */
public final class WriteReleases {
    private final Transaction transaction;
    private final Releases releases;

    WriteReleases(Transaction transaction) {
        this.transaction = transaction;
        this.releases = transaction.releases();
    }

    /** Starts it, unless another one of the same model is under way or its name is taken: then false, and nothing changed. */
    public boolean start(Release release) {
        if (!releases.add(release)) {
            return false;
        }
        transaction.enqueue(new RunReleaseStage(release.id(), release.stage()));
        audit(release.startedBy(), "start-release", release.id() + " of " + release.model());
        return true;
    }

    /**
     * Stores what a stage left and goes on to the next one. Does nothing where the release is not at that stage any more:
     * it was cancelled, or a run that was thought lost has ended after all. Where something was withdrawn meanwhile that is
     * not trained on yet, it goes back instead: see {@link #planAnew}.
     */
    public void finish(ReleaseId id, ReleaseStage stage, StageReport report, String words) {
        var release = current(id, stage);
        if (release.isPresent() && !planAnew(id, stage)) {
            releases.put(id, stage, report, words);
            goOn(release.get());
        }
    }

    /**
     * Has the data of a release be made anew, without what was withdrawn since it was planned; what the teacher answered
     * about the rest is kept elsewhere. Where nothing new is left, or nothing that {@link SayUnchanged} lets pass, the release
     * is over.
     *
     * @return false where that is not so, or it is at another stage, or trained already: then nothing changed
     */
    public boolean planAnew(ReleaseId id, ReleaseStage stage) {
        var withdrawn = new WithdrawnLeaves(transaction);
        var release = current(id, stage).filter(WithdrawnLeaves::isBeforeTraining);
        var held = release.isPresent() ? withdrawn.in(id) : List.<Withdrawal>of();
        if (release.isEmpty() || held.isEmpty()) {
            return false;
        }
        var plan = withdrawn.plan(id).orElseThrow().without(held);
        var why = "without " + WithdrawnLeaves.named(held) + ", withdrawn since it was planned";
        releases.forgetAfter(id, ReleaseStage.PLAN);
        releases.put(id, ReleaseStage.PLAN, new Planned(plan), plan.words());
        var unchanged = SayUnchanged.whyNothingNew(plan).isPresent()
                ? Optional.of("nothing new is left")
                : new SayUnchanged(transaction).why(release.get(), plan);
        if (unchanged.isPresent()) {
            become(release.get(), ReleaseState.UNCHANGED, "Treewarden", why + ", " + unchanged.get());
            return true;
        }
        audit("Treewarden", "plan-release-anew", id + ": " + why);
        goOn(release.get().at(ReleaseStage.PLAN, release.get().since()));
        return true;
    }

    /** A release that is at this stage is not published, for this reason. */
    public void refuse(ReleaseId id, ReleaseStage stage, String why) {
        current(id, stage)
                .filter(release -> !release.isOut())
                .ifPresent(release -> become(release, ReleaseState.REFUSED, "Treewarden", why));
    }

    /** Stores what a stage left, and has the release stand in this state, for this reason. */
    public void finish(ReleaseId id, ReleaseStage stage, StageReport report, ReleaseState state, String why) {
        var release = current(id, stage);
        if (release.isPresent()) {
            releases.put(id, stage, report, why);
            become(release.get(), state, "Treewarden", why);
        }
    }

    /** Has the last stage of a release be over: everybody was told. */
    public void published(ReleaseId id, StageReport report, String words) {
        finish(id, ReleaseStage.ANNOUNCE, report, ReleaseState.PUBLISHED, words);
    }

    /**
     * Somebody says that a release is to be published that waits for that.
     *
     * @return why it is not published, in a sentence; empty where it will be
     */
    public Optional<String> approve(ReleaseId id, String by, String why) {
        var found = releases.find(id);
        if (found.isEmpty()) {
            return Optional.of("There is no " + id + ".");
        }
        var release = found.get();
        if (!release.state().wantsAPerson()) {
            return Optional.of(
                    id + " is " + release.state().words() + "; only one that waits for a person can be approved.");
        }
        var withdrawn = new WithdrawnLeaves(transaction).refusal(id);
        if (withdrawn.isEmpty()) {
            audit(by, "approve-release", id + " (" + release.state().words() + "): " + why);
            goOn(release.decided(by));
        }
        return withdrawn;
    }

    /**
     * Ends a release that is not over, for this reason; its job is told, and a trainer of it is stopped by the next worker that
     * can.
     *
     * @return why it cannot be cancelled, in a sentence; empty where it was
     */
    public Optional<String> cancel(ReleaseId id, String by, String why) {
        var found = releases.find(id);
        if (found.isEmpty()) {
            return Optional.of("There is no " + id + ".");
        }
        var release = found.get();
        var refusal = RefuseCancel.of(release);
        if (refusal.isPresent()) {
            return refusal;
        }
        var next = release.state().wantsAPerson() ? ReleaseState.REFUSED : ReleaseState.CANCELLED;
        become(release.decided(by), next, by, why);
        new EndStage(transaction).of(release);
        return Optional.empty();
    }

    /**
     * Says, right before the Hub's main branch is written, that people may get a release from now on. In one transaction
     * with whatever could stop it, so a release is either cancelled or out, and never both.
     */
    public GoOut goOut(ReleaseId id) {
        var found = current(id, ReleaseStage.PUBLISH);
        if (found.isEmpty()) {
            return new GoOut.Over();
        }
        var release = found.get();
        if (!release.isOut()) {
            releases.save(release.out(transaction.session().clock().instant()));
        }
        // Looked at after our own row was written: see holdStill.
        var withdrawn = new WithdrawnLeaves(transaction).refusal(id);
        if (withdrawn.isPresent()) {
            stayIn(id);
            return new GoOut.Never(withdrawn.get());
        }
        return new RollBacks(transaction)
                .latest(release.model())
                .filter(job -> job.state() == JobState.RUNNING)
                .<GoOut>map(job -> {
                    stayIn(id);
                    return new GoOut.Later("an earlier release is being made what people get again");
                })
                .orElseGet(GoOut.Now::new);
    }

    /** The Hub was looked at, and its main branch does not hold this release after all. */
    public void stayIn(ReleaseId id) {
        current(id, ReleaseStage.PUBLISH).filter(Release::isOut).ifPresent(it -> releases.save(it.notOut()));
    }

    /**
     * Puts a question to the candidate and to the model beside it; both are asked by the next process that can.
     *
     * @return why it was not put, in a sentence; empty where it was
     */
    public Optional<String> ask(ReleaseId id, String by, String question) {
        var questions = transaction.trialQuestions();
        if (releases.find(id).filter(it -> it.state().wantsAPerson()).isEmpty()) {
            return Optional.of(id + " does not wait for a decision any more, so it is not asked any more.");
        }
        if (questions.count(id, by) >= TrialQuestion.MOST_OF_ONE) {
            return Optional.of("You have asked " + TrialQuestion.MOST_OF_ONE + " questions, which is the most for one"
                    + " person and one release.");
        }
        if (questions.count(id, null) >= TrialQuestion.MOST) {
            return Optional.of(id + " was asked " + TrialQuestion.MOST + " questions, which is the most.");
        }
        questions.add(id, by, question);
        transaction.enqueue(new AskCandidate(id));
        return Optional.empty();
    }

    /**
     * Somebody wants people to get an earlier release again: the next process that has the Hub's token sees to it.
     *
     * @return why that cannot be, in a sentence; empty where it will be
     */
    public Optional<String> rollBack(ReleaseId to, String by, String why) {
        var rollBacks = new RollBacks(transaction);
        var refusal = rollBacks.refusal(to);
        if (refusal.isPresent()) {
            return refusal;
        }
        var model = releases.find(to).map(Release::model).orElseThrow();
        var from = releases.current(model).map(Release::id).orElse(to);
        if (from.equals(to)) {
            return Optional.of("People get " + to + " already.");
        }
        var open = rollBacks.underWay(model);
        if (open.isPresent()) {
            return Optional.of(
                    open.get().by() + " has had people get " + open.get().to() + " again, and that is not done yet.");
        }
        transaction.enqueue(new RollBackRelease(model, to, from, by, why, transaction.origin()));
        audit(by, "roll-back-release", "to " + to + " from " + from + ": " + why);
        return Optional.empty();
    }

    /**
     * People get this release again: the later ones that people could get are rolled back, whatever our books say of how
     * their publishing ended. One that was rolled back itself is published again. What they hold follows, and is told.
     *
     * @return those that people could get until now, the newest first
     */
    public List<ReleaseId> rolledBackTo(Release target, String by, String why) {
        var undone = new RollBacks(transaction).undone(target);
        undone.forEach(release -> rolledBack(release, by, why));
        if (target.state() == ReleaseState.ROLLED_BACK) {
            become(target.decided(by), ReleaseState.PUBLISHED, by, why);
        }
        new FollowRollBack(transaction, by).after(target, undone);
        return undone.stream().map(Release::id).toList();
    }

    /**
     * Has a release that goes out at this moment be seen by what is read next in this transaction: the other side of {@link
     * #goOut}.
     */
    public void holdStill() {
        releases.lockUnderWay();
    }

    /** What people got is not what they get any more. */
    public void rolledBack(Release release, String by, String why) {
        become(release.decided(by), ReleaseState.ROLLED_BACK, by, why);
    }

    /**
     * Keeps a leaf or a pull request out of every release from now on; false where that was so already. What becomes of a
     * release that holds it is said by {@link WithdrawnLeaves#effects}.
     */
    public boolean withdraw(Withdrawal withdrawal) {
        holdStill();
        var isNew = releases.withdraw(withdrawal);
        if (isNew) {
            audit(withdrawal.by(), "withdraw", withdrawal.what() + ": " + withdrawal.why());
        }
        return isNew;
    }

    /** Lets it in again; false where it was not kept out. */
    public boolean readmit(String what, String by) {
        var wasOut = releases.readmit(what);
        if (wasOut) {
            audit(by, "readmit", what);
        }
        return wasOut;
    }

    private Optional<Release> current(ReleaseId id, ReleaseStage stage) {
        return releases.find(id).filter(it -> it.state() == ReleaseState.RUNNING && it.stage() == stage);
    }

    private void goOn(Release release) {
        var next = release.stage()
                .next()
                .orElseThrow(() -> new IllegalStateException("no stage comes after the last one"));
        releases.save(release.at(next, transaction.session().clock().instant()));
        transaction.enqueue(new RunReleaseStage(release.id(), next));
    }

    private void become(Release release, ReleaseState state, String by, String why) {
        releases.save(release.in(state, why, transaction.session().clock().instant()));
        audit(by, state.slug() + "-release", release.id() + ": " + why);
    }

    private void audit(String by, String action, String why) {
        transaction.audit(AuditEvent.of(by, action, why));
    }
}
