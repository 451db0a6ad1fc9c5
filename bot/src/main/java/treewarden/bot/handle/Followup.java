package treewarden.bot.handle;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import treewarden.domain.Effect;
import treewarden.domain.JobPayload;
import treewarden.domain.Repository;
import treewarden.store.KnownRepository;
import treewarden.store.Transaction;

/**
 * What an event calls for. All of it is written in one transaction with the end of the delivery.
 *
 * @param jobs work that follows
 * @param outgoing effects that belong to no decision
 * @param writes what else is to be written
 * @param showAgain targets of effects whose next showing is not to be left out as known
 * @param repositories whose state changed
 */
public record Followup(
        List<JobPayload> jobs,
        List<Outgoing> outgoing,
        List<Consumer<Transaction>> writes,
        List<String> showAgain,
        List<KnownRepository> repositories) {
    static final Followup NOTHING = jobs(List.of());

    public Followup {
        jobs = List.copyOf(jobs);
        outgoing = List.copyOf(outgoing);
        writes = List.copyOf(writes);
        showAgain = List.copyOf(showAgain);
        repositories = List.copyOf(repositories);
    }

    /** An effect, and the repository that it goes to. */
    public record Outgoing(Repository repository, Effect effect) {}

    static Followup job(JobPayload job) {
        return jobs(List.of(job));
    }

    static Followup jobs(List<? extends JobPayload> jobs) {
        return new Followup(List.copyOf(jobs), List.of(), List.of(), List.of(), List.of());
    }

    static Followup showing(List<Outgoing> outgoing) {
        return new Followup(List.of(), outgoing, List.of(), List.of(), List.of());
    }

    static Followup writing(Consumer<Transaction> write) {
        return new Followup(List.of(), List.of(), List.of(write), List.of(), List.of());
    }

    static Followup states(List<KnownRepository> repositories, List<JobPayload> jobs) {
        return new Followup(jobs, List.of(), List.of(), List.of(), repositories);
    }

    /** True when nothing is to be done. */
    public boolean isNothing() {
        return equals(NOTHING);
    }

    /** Writes all of it. */
    public void write(Transaction transaction) {
        for (var known : repositories) {
            transaction.set(known);
        }
        // That something was seen shows before what comes of it.
        outgoing.forEach(out -> transaction.show(out.repository(), List.of(out.effect())));
        writes.forEach(write -> write.accept(transaction));
        showAgain.forEach(transaction.forgeIds()::forget);
        jobs.forEach(transaction::enqueue);
    }

    Followup and(Followup other) {
        return new Followup(
                joined(jobs, other.jobs),
                joined(outgoing, other.outgoing),
                joined(writes, other.writes),
                joined(showAgain, other.showAgain),
                joined(repositories, other.repositories));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
}
