package treewarden.store;

import java.util.Arrays;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the tables to the form that this program knows, forward only. */
final class Schema {
    private final Flyway flyway;

    /** {@code more} are folders of migrations beside those of the program. */
    Schema(Engine engine, String... more) {
        var folders = Stream.concat(Stream.of("classpath:db/common", engine.migrations()), Stream.of(more));
        flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(engine.writer())
                .locations(folders.toArray(String[]::new))
                .placeholders(engine.typeNames())
                .failOnMissingLocations(true)
                .load();
    }

    void migrate() {
        refuseNewer();
        flyway.migrate();
    }

    /** Throws {@link SchemaTooNew} when a newer program wrote the database: an older one must not guess at its rows. */
    void refuseNewer() {
        var info = flyway.info();
        var newer = Arrays.stream(info.applied())
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .toList();
        if (!newer.isEmpty()) {
            throw new SchemaTooNew(versionOf(newer.get(newer.size() - 1)), lastKnown(info.all()));
        }
    }

    /** True when {@link #migrate} has something to do. */
    boolean isOutdated() {
        return flyway.info().pending().length > 0;
    }

    private static String lastKnown(MigrationInfo[] all) {
        return Arrays.stream(all)
                .filter(migration -> migration.getState().isResolved())
                .reduce((first, second) -> second)
                .map(Schema::versionOf)
                .orElse("none");
    }

    private static String versionOf(MigrationInfo migration) {
        return String.valueOf(migration.getVersion());
    }
}
