package treewarden.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Digest;
import treewarden.domain.Effect;
import treewarden.domain.JobPayload;
import treewarden.domain.LeafKind;
import treewarden.store.ContributionFilter;
import treewarden.store.ContributionSearch;
import treewarden.store.ContributionSearch.Order;
import treewarden.store.Delivery;
import treewarden.store.DeliveryIntake;
import treewarden.store.KnownRepository;
import treewarden.store.LookForChanges;
import treewarden.store.PageReply;
import treewarden.store.RepositoryState;
import treewarden.store.Retention;
import treewarden.store.Tables;
import treewarden.store.Trait;
import treewarden.store.Transaction;
import treewarden.store.UndoOffer;

/** What the bot, the jobs, the webhook and the clearing of old rows ask of the database, each once. */
final class WorkBehindThePages {
    private static final long REPOSITORY = Given.TAXONOMY.id();
    private static final long INSTALLATION = Given.TAXONOMY.installation();
    private static final ContributionId TWELVE = new ContributionId(REPOSITORY, 12);
    private static final CommitId HEAD = Given.head(12);

    private WorkBehindThePages() {}

    /** On a site on which {@link EveryPageTest#stage} was. */
    static void on(Site site) {
        var database = site.database();
        database.run(WorkBehindThePages::decide);
        database.run(WorkBehindThePages::tell);
        database.run(WorkBehindThePages::ask);
        database.run(WorkBehindThePages::searchInEveryWay);
        try (var intake = new DeliveryIntake(database)) {
            intake.accept(new Delivery("1", "push", new byte[1], Site.NOON)).join();
        }
        new LookForChanges(database).look();
        new Retention(database).sweep();
    }

    /** Somebody decides, what they decided is told, and they take it back. */
    private static void decide(Transaction transaction) {
        var before = transaction.contributions().find(TWELVE).orElseThrow();
        var comment = new Effect.ShowComment(TWELVE, "It reads well.");
        var saved = transaction.apply(new Decision(
                before.inState(ContributionState.ON_HOLD, Site.NOON), List.of(comment), List.of(), "tess", "later"));
        var offer = UndoOffer.of(before, saved, 42, Site.NOON, Site.NOON.plus(Duration.ofSeconds(12)));
        var undo = transaction.undoOffers();
        undo.offer(offer);
        undo.find(TWELVE);
        undo.isAnythingTold(offer);
        undo.dropEffects(offer);
        undo.withdraw(TWELVE);
        transaction
                .pageReplies()
                .keep(new PageReply(TWELVE, 42, "/hold", "", before.state(), saved.version(), Site.NOON));
        transaction.pageReplies().find(TWELVE, 42);
        transaction.commandsGiven().add(42, 1, Site.NOON);
        transaction.commandsGiven().by(42, Site.NOON);
        transaction.commandsGiven().isTold(42, Site.NOON);
        transaction.approvals().all(TWELVE);
        transaction.approvals().standing(TWELVE);
        transaction.approvals().trouble(TWELVE, "it is behind its base");
    }

    private static void tell(Transaction transaction) {
        var outbox = transaction.outbox();
        var target = new Effect.ShowComment(TWELVE, "").target();
        outbox.waiting(INSTALLATION, 100);
        outbox.nextDue(INSTALLATION);
        outbox.isWaiting(1);
        outbox.waitingFor(TWELVE);
        outbox.refusedFor(TWELVE);
        outbox.whyRefused(target);
        outbox.wasTried(target);
        outbox.waiting();
        outbox.parked();
        outbox.tried(1);
        outbox.putOff(1, Site.NOON, "GitHub is away");
        outbox.delivered(1);
        transaction.retryRefused(TWELVE, Given.TAXONOMY);
        transaction.set(new KnownRepository(Given.TAXONOMY, RepositoryState.ACTIVE));
        transaction.forgeIds().find(target);
        transaction.forgeIds().wasMade(target);
    }

    private static void ask(Transaction transaction) {
        var contributions = transaction.contributions();
        contributions.withHead(REPOSITORY, HEAD);
        contributions.openHeads(REPOSITORY);
        for (var order : ContributionFilter.Order.values()) {
            contributions.list(ContributionFilter.ALL
                    .in(Set.of(ContributionState.RELEASED, ContributionState.REJECTED))
                    .of(REPOSITORY)
                    .by(order));
        }
        transaction.checkedBases().find(TWELVE);
        transaction.blobNames().find("0".repeat(40));
        transaction.lastLooks().find("pulls");
        transaction.answeredComments().claim(REPOSITORY, 1);
        transaction.answeredComments().has(1);
        transaction.redeliveries().next(3);
        transaction.leafExamples().blobs(REPOSITORY);
        transaction.leafExamples().forEach(REPOSITORY, (path, example) -> {});
        transaction.leafExamples().remove(REPOSITORY, "knowledge/old");
        transaction.tokenAccounts().taken("x");
        transaction.artifacts().find(Digest.of("x"));
        transaction.apiTokens().find(Digest.of("x"));
        transaction.pageSessions().find("x");
        transaction.pageSessions().touch("x");
        transaction.jobs().latest(JobPayload.RunSample.key(TWELVE, HEAD));
        transaction.workers().capabilitiesAt(Site.NOON);
        transaction.trialQuestions().waiting(Released.SECOND, 10);
        var releases = transaction.releases();
        releases.underWay(Released.MODEL);
        releases.lastPublished(Released.MODEL);
        releases.current(Released.MODEL);
        releases.published(REPOSITORY);
        releases.outputs(Released.FIRST);
    }

    /**
     * What is shown of the queue: in which states, whether by words, by which of the traits, in which order and on which
     * page, in every combination.
     */
    private static void searchInEveryWay(Tables tables) {
        var traits = subsets(List.of(
                Trait.kind(LeafKind.KNOWLEDGE),
                Trait.place("knowledge"),
                Trait.contributor("ana"),
                Trait.UNASSIGNED,
                Trait.WITH_ERRORS,
                Trait.LOW_YIELD));
        var search = tables.search();
        for (var states : List.of(EnumSet.allOf(ContributionState.class), EnumSet.of(ContributionState.CLOSED))) {
            for (var text : List.of("", "haiku", "haiku wri")) {
                for (var having : traits) {
                    for (var order : Order.values()) {
                        search.find(new ContributionSearch(states, text, having, order, 50, 0));
                        search.find(new ContributionSearch(states, text, having, order, 50, 50));
                    }
                }
            }
        }
    }

    private static List<List<Trait>> subsets(List<Trait> traits) {
        var subsets = new ArrayList<List<Trait>>();
        for (int chosen = 0; chosen < (1 << traits.size()); chosen++) {
            var subset = new ArrayList<Trait>();
            for (int i = 0; i < traits.size(); i++) {
                if ((chosen & (1 << i)) != 0) {
                    subset.add(traits.get(i));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }
}
