package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionId;

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
