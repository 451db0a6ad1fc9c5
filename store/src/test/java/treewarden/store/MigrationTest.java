package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.store.SearchContributions.Listed;

class MigrationTest extends Contract {
    @Test
    void anEmptyDatabaseSaysSoAndIsBroughtUpToDate(@TempDir Path other) {
        try (var fresh = Database.open(backend.empty(other), clock)) {
            assertThat(fresh.isOutdated()).isTrue();
            fresh.migrate();
            assertThat(fresh.isOutdated()).isFalse();
            assertThat(fresh.<Integer>read(tables -> tables.deliveries().count()))
                    .isZero();
        }
    }

    @Test
    void aQueueOfBeforeScoresStoodInItIsSortedByThemAfterTheUpgrade(@TempDir Path other) {
        try (var old = Database.open(backend.empty(other), clock)) {
            upTo(old, "21");
            old.run(transaction -> Stream.of(
                            "insert into repository (id, owner, name, installation, state) values"
                                    + " (77, 'community', 'taxonomy', 5, 'ACTIVE')",
                            contributionOfOld(1, "a"),
                            contributionOfOld(2, "a"),
                            contributionOfOld(3, "a"),
                            sampleOfOld(1, "a", "0.9"),
                            sampleOfOld(2, "b", "0.1"),
                            sampleOfOld(2, "a", "0.4"),
                            sampleOfOld(3, "a", "null"),
                            runOfOld(1, "a", 0),
                            runOfOld(2, "b", 9),
                            runOfOld(3, "a", 2))
                    .forEach(sql -> transaction.session().handle().execute(sql)));

            old.migrate();

            assertThat(numbers(old, ContributionSearch.Order.SCORE)).containsExactly(2, 1, 3);
            assertThat(numbers(old, ContributionSearch.Order.DUPLICATES)).containsExactly(3, 1, 2);
            assertThat(old.<List<Double>>read(tables -> found(tables, ContributionSearch.Order.SCORE)
                            .map(Listed::score)
                            .toList()))
                    .containsExactly(0.4, 0.9, null);
            assertThat(old.<List<Integer>>read(tables -> found(tables, ContributionSearch.Order.DUPLICATES)
                            .map(Listed::duplicates)
                            .toList()))
                    .containsExactly(2, 0, 0);
        }
    }

    private static List<Integer> numbers(Database of, ContributionSearch.Order order) {
        return of.read(tables -> found(tables, order)
                .map(listed -> listed.contribution().id().number())
                .toList());
    }

    /** Found by the index too, which the upgrade fills: all of these were opened in 1970. */
    private static Stream<Listed> found(Tables tables, ContributionSearch.Order order) {
        var search = new ContributionSearch(
                EnumSet.allOf(ContributionState.class),
                "",
                List.of(),
                new Opened(Opened.Side.BEFORE, 90),
                order,
                10,
                0);
        return tables.search().find(search).page().stream();
    }

    private static String contributionOfOld(int number, String head) {
        return "insert into contribution (repository, number, title, author_id, author_login, head, state, kinds, leaves,"
                + " leaf_count, errors, warnings, go_given, opened_at, state_since, updated_at, version) values (77, "
                + number + ", 'x', 9, 'ada', '" + head.repeat(40)
                + "', 'awaiting-triage', '[]', '[]', 0, 0, 0, 1, 0, 0,"
                + " 0, 1)";
    }

    private static String sampleOfOld(int number, String head, String score) {
        return "insert into sample (repository, number, head, digest, report, stored_at, score) values (77, " + number
                + ", '" + head.repeat(40) + "', 'x', '{}', 0, " + score + ")";
    }

    private static String runOfOld(int number, String head, int duplicates) {
        return "insert into run (repository, number, head, outcome, leaves, notes, checked_at, duplicates) values (77, "
                + number + ", '" + head.repeat(40) + "', 'PASSED', '[]', '[]', 0, " + duplicates + ")";
    }

    /** As an older program left the tables. */
    private static void upTo(Database database, String version) {
        var engine = database.engine();
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(engine.writer())
                .locations("classpath:db/common", engine.migrations())
                .placeholders(engine.typeNames())
                .target(version)
                .load()
                .migrate();
    }

    @Test
    void migratingAgainLeavesTheDataAsItWas() {
        apply(decide(contribution(1)));
        database.close();

        database = Database.open(config, clock);
        database.migrate();

        assertThat(database.read(tables -> tables.contributions().find(new ContributionId(TAXONOMY.id(), 1)))
                        .orElseThrow()
                        .title())
                .isEqualTo("Add a leaf");
    }

    @Test
    void aMigrationOnADatabaseWithDataThatFailsHalfwayLeavesEverythingAsItWas() {
        apply(decide(contribution(1)));
        var failing = new Schema(database.engine(), "classpath:migrations-that-fail");

        assertThatThrownBy(failing::migrate).hasMessageContaining("V900__fails_halfway.sql");

        assertThat(database.isOutdated()).isFalse();
        assertThatThrownBy(() -> behindOurBack("select * from half_made")).hasMessageContaining("half_made");
        assertThat(database.<Integer>read(tables -> tables.contributions().count(ContributionFilter.ALL)))
                .isEqualTo(1);
    }

    @Test
    void aMigrationOnADatabaseWithDataKeepsIt() {
        apply(decide(contribution(1)));
        spoiled = true;
        new Schema(database.engine(), "classpath:migrations-to-come").migrate();

        behindOurBack("select added from contribution");
        assertThat(database.<Integer>read(tables -> tables.contributions().count(ContributionFilter.ALL)))
                .isEqualTo(1);
    }

    @Test
    void anOlderProgramRefusesTheDatabaseOfANewerOne() {
        spoiled = true;
        new Schema(database.engine(), "classpath:migrations-to-come").migrate();

        assertThatThrownBy(() -> database.migrate())
                .isInstanceOf(SchemaTooNew.class)
                .hasMessageMatching(
                        "The database has schema version 900, and this program knows versions up to \\d+\\. Start the newer"
                                + " Treewarden that wrote it, or restore the backup from before the upgrade\\.");
        assertThatThrownBy(() -> database.isOutdated()).isInstanceOf(SchemaTooNew.class);
    }
}
