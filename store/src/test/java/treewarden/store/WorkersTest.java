package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import treewarden.domain.Capability;

class WorkersTest extends Contract {
    @Test
    void aWorkerShowsItselfForAsLongAsItRuns() {
        try (var runner = new JobRunner(database, Set.of(), List.of(), settings("gpu-1"))) {
            runner.start();

            assertThat(workers()).singleElement().satisfies(worker -> {
                assertThat(worker.name()).isEqualTo("gpu-1");
                assertThat(worker.host()).isNotBlank();
                assertThat(worker.capabilities()).isEmpty();
                assertThat(worker.isAlive(clock.instant())).isTrue();
            });
        }
        assertThat(workers()).isEmpty();
    }

    @Test
    void aWorkerThatIsSilentForTooLongCountsForNothing() {
        show("a", Capability.FORGE);
        show("b", Capability.TEACHER, Capability.GPU);
        assertThat(together()).containsExactlyInAnyOrder(Capability.FORGE, Capability.TEACHER, Capability.GPU);

        clock.advance(Duration.ofSeconds(59));
        show("a", Capability.FORGE);
        clock.advance(Duration.ofSeconds(1));

        assertThat(together()).containsExactly(Capability.FORGE);
        assertThat(workers()).hasSize(2);
    }

    @Test
    void aWorkerThatWasLostIsForgottenAfterADay() {
        show("a", Capability.FORGE);
        clock.advance(Duration.ofDays(2));
        show("b", Capability.FORGE);

        assertThat(workers()).extracting(Worker::name).containsExactly("b");
    }

    @Test
    void whatTheDriverSaysOfTheDevicesIsTheAccelerator() throws IOException {
        assertThat(Machine.accelerators(folder.resolve("none"))).isNull();
        for (var device : List.of("0000:01:00.0", "0000:02:00.0")) {
            var of = Files.createDirectories(folder.resolve("gpus").resolve(device));
            Files.writeString(of.resolve("information"), "Model: \t\t NVIDIA H100 80GB HBM3\nIRQ:   \t\t 77\n");
        }
        assertThat(Machine.accelerators(folder.resolve("gpus"))).isEqualTo("2 x NVIDIA H100 80GB HBM3");
    }

    private void show(String name, Capability first, Capability... more) {
        var now = clock.instant();
        database.run(transaction -> transaction
                .workers()
                .show(new Worker("host", name, EnumSet.of(first, more), null, now, now, now.plusSeconds(60))));
    }

    private Set<Capability> together() {
        return database.read(tables -> tables.workers().capabilitiesAt(clock.instant()));
    }

    private List<Worker> workers() {
        return database.read(tables -> tables.workers().list());
    }
}
