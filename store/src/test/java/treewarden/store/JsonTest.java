package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Digest;
import treewarden.domain.Effect;
import treewarden.domain.JobPayload;
import treewarden.domain.LeafKind;
import treewarden.domain.StoredLeaf;
import treewarden.domain.Usage;
import treewarden.domain.release.GeneratedWith;
import treewarden.domain.release.PlanSettings;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.PlannedLeaf.Origin;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Phase;
import treewarden.domain.release.StageReport.Source;
import treewarden.domain.release.TrainedWith;

/** The form of stored JSON is pinned here, because rows of earlier versions are in it. */
class JsonTest {
    private final JobPayload sample = new JobPayload.RunSample(
            new ContributionId(77, 3),
            new CommitId("a".repeat(40)),
            List.of(new StoredLeaf("haiku/qna.yaml", Digest.of(""))),
            List.of());

    @Test
    void aSealedTypeCarriesItsNameFirst() {
        assertThat(Json.write(sample, JobPayload.class)).isEqualTo("""
                        {"type":"run-sample","contribution":{"repository":77,"number":3},\
                        "head":{"hex":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},\
                        "leaves":[{"path":"haiku/qna.yaml","digest":\
                        {"hex":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}],"omitted":[]}""");
        assertThat(Json.read(Json.write(sample, JobPayload.class), JobPayload.class))
                .isEqualTo(sample);
    }

    @Test
    void everyPayloadHasAName() {
        for (var type : JobPayload.class.getPermittedSubclasses()) {
            assertThatThrownBy(() -> Json.read("{\"type\":\"unheard-of\"}", JobPayload.class))
                    .hasMessageContaining(type.getSimpleName()
                            .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                            .toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void aRowOfAnOlderVersionIsStillRead() {
        var old = """
                {"type":"run-sample","contribution":{"repository":77,"number":3},"pipeline":"full",
                "head":{"hex":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},"leaves":[]}""";

        assertThat(Json.read(old, JobPayload.class))
                .isEqualTo(new JobPayload.RunSample(
                        new ContributionId(77, 3), new CommitId("a".repeat(40)), List.of(), List.of()));
    }

    @Test
    void whatWasMixedBeforePhasesHadNamesHasTheTwoOfThatTime() {
        var files = "\"files\":{\"skills.jsonl\":{\"hex\":\"" + Digest.of("").hex() + "\"}}";
        var old = Json.read(
                "{\"type\":\"mixed\"," + files + ",\"knowledgeRows\":3,\"skillRows\":5,\"dropped\":1}",
                StageReport.class);

        assertThat(old).isEqualTo(new Mixed(Map.of("skills.jsonl", Digest.of("")), 3, 5, 1));
        assertThat(((Mixed) old).phases())
                .containsExactly(
                        new Phase("knowledge", 3, List.of(new Source("knowledge", null))),
                        new Phase("skills", 5, List.of(new Source("skills", null))));
    }

    @Test
    void whatWasMixedIsReadAsItWasWritten() {
        var mixed = new Mixed(
                Map.of("short.jsonl", Digest.of("short")),
                List.of(
                        new Phase(
                                "short",
                                7,
                                List.of(
                                        new Source("knowledge", Digest.of("k")),
                                        new Source("basics.jsonl=5000", Digest.of("b")))),
                        new Phase("skills", 2, List.of(new Source("skills", Digest.of("s"))))),
                0);

        assertThat(Json.read(Json.write(mixed, StageReport.class), StageReport.class))
                .isEqualTo(mixed);
        assertThat(mixed.skillRows())
                .as("as a program reads it that knows two phases")
                .isEqualTo(2);
    }

    @Test
    void aLeafOfAPlanNamesAllWhoTouchedIt() {
        var leaf = new PlannedLeaf(
                "haiku/qna.yaml",
                LeafKind.FREEFORM_SKILL,
                Digest.of(""),
                Change.NEW,
                List.of(new Origin(3, "ada"), new Origin(5, "mia")));

        assertThat(Json.write(leaf, PlannedLeaf.class)).isEqualTo("""
                        {"path":"haiku/qna.yaml","kind":"FREEFORM_SKILL","digest":\
                        {"hex":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"change":"NEW",\
                        "origins":[{"pullRequest":3,"contributor":"ada"},{"pullRequest":5,"contributor":"mia"}]}""");
        assertThat(Json.read(Json.write(leaf, PlannedLeaf.class), PlannedLeaf.class))
                .isEqualTo(leaf);
    }

    @Test
    void aPlanOfAnOlderVersionNamesTheLastOneAlone() {
        var old = """
                {"path":"haiku/qna.yaml","kind":"FREEFORM_SKILL","digest":
                {"hex":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"change":"NEW",
                "pullRequest":%s,"contributor":%s}""";

        assertThat(Json.read(old.formatted("5", "\"mia\""), PlannedLeaf.class).origins())
                .containsExactly(new Origin(5, "mia"));
        assertThat(Json.read(old.formatted("null", "null"), PlannedLeaf.class).origins())
                .isEmpty();
    }

    @Test
    void whatAReleaseWasMadeWithIsReadAsItWasWritten() {
        var phase = new TrainedWith.Phase(
                "skills",
                6e-6,
                25,
                10,
                3_840,
                4_096,
                42,
                "cosine",
                0,
                List.of(0.9, 0.95),
                1e-8,
                1,
                List.of(new TrainedWith.Replayed("knowledge", 0.25)),
                new TrainedWith.Lora(16, 32, 0, List.of("q_proj")));
        var trained = new StageReport.Trained(
                Map.of(),
                List.of(),
                "key",
                1,
                new TrainedWith(
                        new TrainedWith.Base("granite", "8f0b1c", Digest.of("granite")),
                        List.of(phase),
                        new TrainedWith.Machine("0.1.0", "cuda", "bfloat16", "sdpa", 8)));
        var generated = new StageReport.Generated(
                Map.of(),
                Map.of(),
                1,
                0,
                Usage.NONE,
                List.of(),
                new GeneratedWith("mixtral", null, "full", Digest.of("pipelines")));
        var planned = new StageReport.Planned(plan().under(
                        new PlanSettings(List.of(new PlanSettings.Part("recipe", Digest.of("r")))), List.of("recipe")));

        for (var report : List.<StageReport>of(trained, generated, planned)) {
            assertThat(Json.read(Json.write(report, StageReport.class), StageReport.class))
                    .isEqualTo(report);
        }
    }

    @Test
    void whatAnOlderReleaseWasMadeWithNobodyNoted() {
        assertThat(Json.read(
                        "{\"type\":\"trained\",\"files\":{},\"curves\":[],\"recipe\":\"key\",\"attempts\":1}",
                        StageReport.class))
                .isEqualTo(new StageReport.Trained(Map.of(), List.of(), "key", 1));
        assertThat(Json.read(
                        "{\"type\":\"generated\",\"files\":{},\"leaves\":{},\"parts\":1,\"found\":0,\"spent\":"
                                + Json.write(Usage.NONE, Usage.class) + ",\"heldOut\":[]}",
                        StageReport.class))
                .isEqualTo(new StageReport.Generated(Map.of(), Map.of(), 1, 0, Usage.NONE, List.of()));
        assertThat(Json.read(
                        "{\"type\":\"planned\",\"plan\":{\"commit\":{\"hex\":\"" + "a".repeat(40)
                                + "\"},\"previous\":null,\"leaves\":[],\"removed\":[],\"withdrawn\":[],\"left\":[],"
                                + "\"contributions\":[]}}",
                        StageReport.class))
                .isEqualTo(new StageReport.Planned(plan()));
    }

    private static ReleasePlan plan() {
        return new ReleasePlan(
                new CommitId("a".repeat(40)), null, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void aRowThatIsNotOursSaysSo() {
        assertThatThrownBy(() -> Json.read("{\"type\":\"show-fireworks\"}", Effect.class))
                .hasMessageContaining("A stored Effect cannot be read by this version of Treewarden");
        assertThatThrownBy(() -> Json.readList("not json", String.class))
                .hasMessageContaining("A stored list of String cannot be read");
    }
}
