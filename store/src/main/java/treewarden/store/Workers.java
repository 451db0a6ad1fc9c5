package treewarden.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import treewarden.domain.Capability;

/** The processes that run jobs. Each writes its own row, for as long as it lives. */
public final class Workers {
    /** How long a worker that was lost is still shown, so that somebody sees that it was there. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Session session;

    Workers(Session session) {
        this.session = session;
    }

    /** All that live, and those that were lost lately. */
    public List<Worker> list() {
        return session.handle()
                .createQuery("select * from worker order by host, name")
                .map((row, context) -> new Worker(
                        row.getString("host"),
                        row.getString("name"),
                        capabilities(row.getString("capabilities")),
                        row.getString("accelerator"),
                        Columns.instant(row, "started_at"),
                        Columns.instant(row, "seen_at"),
                        Columns.instant(row, "lost_at")))
                .list();
    }

    /** What the workers that live can run together. */
    public Set<Capability> capabilitiesAt(Instant now) {
        var together = EnumSet.noneOf(Capability.class);
        list().stream().filter(worker -> worker.isAlive(now)).forEach(worker -> together.addAll(worker.capabilities()));
        return together;
    }

    void show(Worker worker) {
        session.handle()
                .createUpdate("""
                        insert into worker (host, name, capabilities, accelerator, started_at, seen_at, lost_at)
                        values (:host, :name, :capabilities, :accelerator, :started, :seen, :lost)
                        on conflict (host, name) do update set capabilities = excluded.capabilities,
                          accelerator = excluded.accelerator, started_at = excluded.started_at,
                          seen_at = excluded.seen_at, lost_at = excluded.lost_at
                        """)
                .bind("host", Columns.text(worker.host()))
                .bind("name", Columns.text(worker.name()))
                .bind(
                        "capabilities",
                        worker.capabilities().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .bind("accelerator", Columns.textOrNull(worker.accelerator()))
                .bind("started", worker.startedAt().toEpochMilli())
                .bind("seen", worker.seenAt().toEpochMilli())
                .bind("lost", worker.lostAt().toEpochMilli())
                .execute();
        session.handle()
                .createUpdate("delete from worker where lost_at < :before")
                .bind("before", worker.seenAt().minus(REMEMBERED).toEpochMilli())
                .execute();
    }

    void remove(Worker worker) {
        session.handle()
                .createUpdate("delete from worker where host = :host and name = :name")
                .bind("host", Columns.text(worker.host()))
                .bind("name", Columns.text(worker.name()))
                .execute();
    }

    private static Set<Capability> capabilities(String names) {
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(Capability::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Capability.class)));
    }
}
