package treewarden.bot;

import java.util.List;
import java.util.Map;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.StageReport.Published;
import treewarden.domain.release.Withdrawal;
import treewarden.store.Tables;
import treewarden.store.WriteReleases;

/** Releases of the bot's taxonomy: the bot plans and announces them, and what workers do in between is said to have been done. */
final class Releasing {
    private static final String MODEL = "community/model";
    private static final String HUB = "https://hub.example/";

    private final BotAtWork bot;
    private int nth;

    Releasing(BotAtWork bot) {
        this.bot = bot;
    }

    /** A release begins, and is planned as far as the bot gets. */
    Release plan() {
        var release = begins();
        bot.runUntilQuiet();
        return now(release.id());
    }

    /** The same by the schedule. */
    Release planByItself() {
        var release = begins(Release.SCHEDULE);
        bot.runUntilQuiet();
        return now(release.id());
    }

    /** A release begins; nothing runs yet. */
    Release begins() {
        return begins("grace");
    }

    private Release begins(String by) {
        var id = ReleaseId.of(bot.clock, ++nth);
        bot.database().run(transaction -> {
            var release = Release.start(id, MODEL, bot.repository.id(), by, bot.clock.instant());
            if (!transaction.writeReleases().start(release)) {
                throw new IllegalStateException("another release is under way");
            }
        });
        return now(id);
    }

    /** Workers made it and published it; the bot has not told anybody yet. */
    void isMade(ReleaseId id) {
        bot.database().run(transaction -> {
            var releases = transaction.writeReleases();
            done(releases, id, ReleaseStage.GENERATE);
            done(releases, id, ReleaseStage.MIX);
            done(releases, id, ReleaseStage.TRAIN);
            done(releases, id, ReleaseStage.EVALUATE);
            releases.finish(id, ReleaseStage.GATE, gated(), "passed");
            releases.finish(
                    id,
                    ReleaseStage.PUBLISH,
                    new Published(id.name(), HUB + MODEL, "c1", HUB + "datasets/community/data", "c2"),
                    "published");
        });
    }

    /** Workers made it, and the gate says that it is worse. */
    void isRefused(ReleaseId id) {
        bot.database().run(transaction -> {
            var releases = transaction.writeReleases();
            done(releases, id, ReleaseStage.GENERATE);
            done(releases, id, ReleaseStage.MIX);
            done(releases, id, ReleaseStage.TRAIN);
            done(releases, id, ReleaseStage.EVALUATE);
            releases.finish(id, ReleaseStage.GATE, gated(), ReleaseState.REFUSED, "the candidate is worse");
        });
    }

    void rollBack(Release to) {
        bot.database().run(transaction -> transaction.writeReleases().rolledBackTo(to, "grace", "it forgot Spanish"));
    }

    private static void done(WriteReleases releases, ReleaseId id, ReleaseStage stage) {
        releases.finish(id, stage, new Mixed(Map.of(), 0, 0, 0), "done");
    }

    private static StageReport gated() {
        return new Gated(GateVerdict.of(
                "1",
                List.of(new GateCriterion(
                        "held-out questions", GateCriterion.State.MET, 0.02, -0.05, "+0.020, no worse"))));
    }

    /** From the beginning to its end. */
    Release published() {
        var release = plan();
        isMade(release.id());
        bot.runUntilQuiet();
        return now(release.id());
    }

    /** People get this one again; the bot has not told anybody yet. */
    void rolledBackTo(Release target) {
        bot.database()
                .run(transaction -> transaction
                        .writeReleases()
                        .rolledBackTo(now(transaction, target.id()), "grace", "it forgot odes"));
    }

    private static Release now(Tables tables, ReleaseId id) {
        return tables.releases().find(id).orElseThrow();
    }

    void cancel(ReleaseId id) {
        bot.database().run(transaction -> transaction.writeReleases().cancel(id, "grace", "not today"));
    }

    void withdraw(String what) {
        bot.database()
                .run(transaction -> transaction
                        .writeReleases()
                        .withdraw(new Withdrawal(what, "it does harm", "grace", bot.clock.instant())));
    }

    void readmit(String what) {
        bot.database().run(transaction -> transaction.writeReleases().readmit(what, "grace"));
    }

    Release now(ReleaseId id) {
        return bot.database().read(tables -> now(tables, id));
    }

    boolean isPlanned(ReleaseId id) {
        return bot.database()
                .read(tables -> tables.releases().output(id, ReleaseStage.PLAN))
                .isPresent();
    }

    ReleasePlan planOf(ReleaseId id) {
        var output = bot.database()
                .read(tables -> tables.releases().output(id, ReleaseStage.PLAN))
                .orElseThrow();
        return ((Planned) output.report()).plan();
    }
}
