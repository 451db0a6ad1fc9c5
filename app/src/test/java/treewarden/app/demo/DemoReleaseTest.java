package treewarden.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static treewarden.app.Eventually.eventually;

import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import treewarden.app.ServiceAtWork;
import treewarden.app.release.TinyModel;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseState;
import treewarden.store.Database;
import treewarden.store.Transaction;

/** The release that the demo shows, trained for real. */
class DemoReleaseTest {
    @Test
    void aReleaseOfWhatIsMergedWaitsForAPersonAndIsThenPublished() {
        assumeTrue(
                Files.isExecutable(TinyModel.PYTHON),
                "there is no environment of the trainer here; trainer/check --install makes it");
        List<ProcessHandle> before = trainers();

        try (var demo = Demo.start(new DemoSettings(0, null, Integer.MAX_VALUE, null, TinyModel.PYTHON))) {
            assertThat(demo.welcome())
                    .contains(
                            TinyModel.PYTHON.toString(),
                            demo.url() + "/releases",
                            demo.hub().orElseThrow().url());

            demo.play();

            eventually(() -> assertThat(release(demo).state().wantsAPerson())
                    .as(() -> release(demo) + " " + write(demo, ServiceAtWork::parked))
                    .isTrue());
            assertThat(demo.hub().orElseThrow().model(DemoReleases.MODEL)).isEmpty();
            var id = release(demo).id();
            write(demo, transaction -> transaction.writeReleases().approve(id, "maintainer-ada", "It is the demo's."));

            eventually(() -> assertThat(release(demo).state()).isEqualTo(ReleaseState.PUBLISHED));
            var hub = demo.hub().orElseThrow();
            assertThat(hub.model(DemoReleases.MODEL).orElseThrow().tags()).containsOnlyKeys(id.name());
            assertThat(hub.dataset(DemoReleases.DATA)).isPresent();
            eventually(() -> assertThat(demo.repository().pullRequests())
                    .filteredOn(pull -> pull.labels().contains("treewarden-released"))
                    .extracting(pull -> pull.author().login())
                    .containsExactlyInAnyOrder("lena-brandt", "samir-khoury"));
        }
        assertThat(trainers()).isSubsetOf(before);
    }

    @Test
    void whoEndsTheDemoEndsTheTrainerToo() {
        assumeTrue(
                Files.isExecutable(TinyModel.PYTHON),
                "there is no environment of the trainer here; trainer/check --install makes it");
        List<ProcessHandle> before = trainers();
        try (var demo = Demo.start(new DemoSettings(0, null, Integer.MAX_VALUE, null, TinyModel.PYTHON))) {
            assertThat(demo.welcome()).contains("Trainer");
            eventually(() -> assertThat(trainers()).hasSizeGreaterThan(before.size()));
        }
        assertThat(trainers()).isSubsetOf(before);
    }

    /** Processes that work for a demo on this machine. */
    private static List<ProcessHandle> trainers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("treewarden_trainer") && line.contains("treewarden-demo"))
                        .isPresent())
                .toList();
    }

    private static Release release(Demo demo) {
        List<Release> all = write(demo, transaction -> transaction.releases().list(1));
        return assertThat(all).singleElement().actual();
    }

    private static <T> T write(Demo demo, Function<Transaction, T> work) {
        try (var database = Database.openBeside(demo.database(), Clock.systemUTC())) {
            return database.write(work);
        }
    }
}
