package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.LeafKind;
import treewarden.domain.Secret;
import treewarden.domain.Usage;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.StageReport.Published;
import treewarden.domain.release.StageReport.Trained;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.hub.HubFile;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.HubRepository;
import treewarden.sandbox.hub.HubToken;
import treewarden.sandbox.hub.StandInHub;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubRepo;
import treewarden.worker.hub.HubRepo.Visibility;

class PublishToHubTest {
    private static final String DATA = "community/data";
    private static final String READER = "hf_reader";

    /** A safetensors file without a tensor: the length of its header, and the header. */
    private static final String WEIGHTS = "\u0002\0\0\0\0\0\0\0{}";

    @TempDir
    Path home;

    private StandInHub hub;
    private Bench bench;
    private @Nullable ConvertModel converts;

    @BeforeEach
    void gated() {
        hub = StandInHub.start(
                HubOptions.in(home.resolve("hub")).withTokens(HubOptions.TOKEN, HubToken.reading(READER, "community")));
        bench = new Bench(home)
                .leaf("knowledge/science/tides", LeafKind.KNOWLEDGE, "tides")
                .planned();
        bench.left(
                ReleaseStage.GENERATE,
                new Generated(
                        bench.files(ReleaseStage.GENERATE, "train.jsonl", "{}\n", "README.md", "# Data\n"),
                        Map.of(),
                        1,
                        0,
                        Usage.NONE,
                        List.of()));
        bench.file(ReleaseStage.GENERATE, "run.log", "of no interest to others");
        bench.left(
                ReleaseStage.TRAIN,
                new Trained(
                        bench.files(ReleaseStage.TRAIN, "model.safetensors", WEIGHTS, "config.json", "{}"),
                        List.of(),
                        "recipe",
                        1));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void modelAndDataAreThereUnderTheReleasesTag() {
        var end = publish();

        assertThat(end).isInstanceOfSatisfying(StageEnd.Done.class, done -> {
            var published = (Published) done.report();
            assertThat(published.tag()).isEqualTo(Bench.ID.name());
            assertThat(published.modelUrl()).isEqualTo(hub.url() + "/community/tiny-lab/tree/" + Bench.ID);
            assertThat(published.dataUrl()).isEqualTo(hub.url() + "/datasets/community/data/tree/" + Bench.ID);
            assertThat(published.modelCommit()).isEqualTo(model().branches().get("main"));
        });
        assertThat(files(model())).contains("README.md", "config.json", "model.safetensors", "release.json");
        assertThat(files(data())).contains("README.md", "train.jsonl").doesNotContain("run.log");
        assertThat(model().tags()).containsOnlyKeys(Bench.ID.name());
        assertThat(text(model(), "README.md")).contains("The card of release-20261123");
        assertThat(text(model(), "release.json")).isEqualTo(ReleaseManifest.of(bench.at(ReleaseStage.PUBLISH)));
    }

    @Test
    void twiceRunItIsPublishedOnce() {
        var first = (StageEnd.Done) publish();
        int commits = model().history("main").size();

        var second = (StageEnd.Done) publish();

        assertThat(second.report()).isEqualTo(first.report());
        assertThat(model().history("main")).hasSize(commits);
        assertThat(data().tags()).hasSize(1);
    }

    @Test
    void anAnswerThatGotLostMakesNoSecondCommit() {
        hub.faults().next("POST", "/api/models/*/*/commit/main", Fault.statusAfterStoring(429));

        publish();
        var end = publish();

        assertThat(end).isInstanceOf(StageEnd.Done.class);
        assertThat(model().history("main")).hasSize(2);
    }

    @Test
    void whatTheOperatorEditsBetweenTheCommitAndTheTagMakesNoSecondCommit() {
        bench = MadeRelease.in(home.resolve("made"));
        hub.faults().next("POST", "/api/models/*/*/tag/*", Fault.status(403));
        assertThat(publish(MadeRelease.publisher())).isNotInstanceOf(StageEnd.Done.class);
        assertThat(model().history("main")).as("people get it").hasSize(2);
        assertThat(model().tags()).isEmpty();

        var end = publish(MadeRelease.publisherOfTheNext());

        assertThat(end).isInstanceOf(StageEnd.Done.class);
        assertThat(model().history("main")).hasSize(2);
        assertThat(model().tags()).containsOnlyKeys(Bench.ID.name());
        assertThat(text(model(), "README.md"))
                .contains("# The model after ibm/granite-3b", "`mixtral`")
                .doesNotContain("granite-9b");
    }

    @Test
    void whatWasNotEvaluatedIsNotPublished() {
        bench.file(ReleaseStage.TRAIN, TrainCandidate.MODEL + "/model.safetensors", WEIGHTS + " ");

        assertThatThrownBy(this::publish)
                .isInstanceOf(FilesChanged.class)
                .hasMessageContaining("model.safetensors is not what it was when it was made");
        assertThat(hub.model(Bench.MODEL)).isEmpty();
    }

    @Test
    void aTokenThatTheHubDoesNotKnowIsForThePersonWhoCanChangeIt() {
        assertThat(publishAs("hf_wrong"))
                .isInstanceOfSatisfying(
                        StageEnd.GaveUp.class,
                        gaveUp -> assertThat(gaveUp.why())
                                .contains("401", "check the Hub token")
                                .doesNotContain("hf_wrong"));
    }

    @Test
    void soIsOneThatMayOnlyRead() {
        assertThat(publishAs(READER))
                .isInstanceOfSatisfying(
                        StageEnd.GaveUp.class,
                        gaveUp -> assertThat(gaveUp.why())
                                .contains("give the Hub token the right to write to this repository"));
        assertThat(hub.model(Bench.MODEL)).isEmpty();
    }

    @Test
    void aBranchThatAlwaysMovesIsTriedAgainLater() {
        hub.faults().always("POST", "/api/models/*/*/commit/main", Fault.status(409));

        assertThat(publish())
                .isInstanceOfSatisfying(
                        StageEnd.Failed.class,
                        failed -> assertThat(failed.why()).contains("something changed there meanwhile"));
    }

    @Test
    void aRateLimitIsWaitedForWithoutHoldingTheJob() {
        hub.faults().always("POST", "/api/models/*/*/commit/main", StandInHub.tooManyRequests(3600));

        assertThat(publish())
                .isInstanceOfSatisfying(
                        StageEnd.Again.class,
                        again -> assertThat(again.notBefore()).isEqualTo(Bench.NOON.plusSeconds(3601)));
    }

    @Test
    void aModelWithoutItsDataIsAModel() {
        var end = publish(HubOptions.TOKEN.secret(), null);

        assertThat(end)
                .isInstanceOfSatisfying(
                        StageEnd.Done.class,
                        done -> assertThat(((Published) done.report()).dataUrl())
                                .isNull());
        assertThat(hub.dataset(DATA)).isEmpty();
    }

    @Test
    void aConvertedFormStandsBesideTheWeightsAndIsMadeOnce() {
        converts = converter("printf GGUF > \"$2\"; date +%s%N >> \"$2\"; test -f \"$1/config.json\"");

        var first = (StageEnd.Done) publish();
        var second = (StageEnd.Done) publish();

        assertThat(files(model())).contains("model-q8_0.gguf", "model.safetensors");
        assertThat(second.report()).isEqualTo(first.report());
    }

    @Test
    void aConverterThatFailsSaysSoAndNothingIsPublished() {
        converts = converter("echo unknown architecture >&2; exit 3");

        assertThat(publish(HubOptions.TOKEN.secret(), null))
                .isInstanceOfSatisfying(
                        StageEnd.Failed.class,
                        failed -> assertThat(failed.why())
                                .contains("the converter ended with code 3", "unknown architecture"));
        assertThat(hub.model(Bench.MODEL)).isEmpty();
    }

    @Test
    void aCandidateThatWaitsIsPutWhereOnlyThoseWhoAreLetInGetIt() {
        var repo = HubRepo.model("community/candidates");
        var show = new ShowCandidate(
                new ShowCandidate.Settings(config(HubOptions.TOKEN.secret()), repo, Visibility.GATED, 3), bench.clock);
        var folder = bench.folders.of(Bench.ID, ReleaseStage.TRAIN).resolve(TrainCandidate.MODEL);

        var first = show.show(bench.at(ReleaseStage.GATE), folder);
        var again = show.show(bench.at(ReleaseStage.GATE), folder);

        assertThat(first).isEqualTo(again).isEqualTo(hub.url() + "/community/candidates/tree/" + Bench.ID);
        var candidates = hub.model("community/candidates").orElseThrow();
        assertThat(candidates.isPrivate()).isFalse();
        assertThat(candidates.gated()).isEqualTo("manual");
        assertThat(candidates.history("main")).hasSize(2);
        assertThat(text(candidates, "README.md")).contains("Nobody has approved this model yet");
        assertThat(hub.model(Bench.MODEL)).as("what people get").isEmpty();
    }

    private static ConvertModel converter(String script) {
        return new ConvertModel(
                List.of("sh", "-c", script, "converter", "{model}", "{output}"),
                "model-q8_0.gguf",
                Duration.ofMinutes(1));
    }

    private HubConfig config(String token) {
        // Limits are not waited for: the job comes back.
        return new HubConfig(URI.create(hub.url()), Secret.of(token), home.resolve("journal"), Duration.ZERO);
    }

    private StageEnd publish() {
        return publishAs(HubOptions.TOKEN.secret());
    }

    private StageEnd publishAs(String token) {
        return publish(token, HubRepo.dataset(DATA));
    }

    private StageEnd publish(String token, @Nullable HubRepo dataSet) {
        return publish(
                token,
                dataSet,
                (context, manifest) -> "---\nlicense: apache-2.0\n---\n# The card of " + context.id() + ", made from "
                        + manifest + "\n");
    }

    private StageEnd publish(PublishToHub.WriteCard card) {
        return publish(HubOptions.TOKEN.secret(), HubRepo.dataset(DATA), card);
    }

    private StageEnd publish(String token, @Nullable HubRepo dataSet, PublishToHub.WriteCard card) {
        var settings = new PublishToHub.Settings(
                config(token), HubRepo.model(Bench.MODEL), dataSet, Visibility.PUBLIC, 10, converts);
        return new PublishToHub(settings, card, bench.clock).run(bench.at(ReleaseStage.PUBLISH));
    }

    private HubRepository model() {
        return hub.model(Bench.MODEL).orElseThrow();
    }

    private HubRepository data() {
        return hub.dataset(DATA).orElseThrow();
    }

    private static java.util.Set<String> files(HubRepository repository) {
        return repository.find("main").orElseThrow().files().keySet();
    }

    private static String text(HubRepository repository, String path) {
        var file = repository.find("main").orElseThrow().files().get(path);
        return new String(((HubFile.Regular) Objects.requireNonNull(file)).content(), StandardCharsets.UTF_8);
    }
}
