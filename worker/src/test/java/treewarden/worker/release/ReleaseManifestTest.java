package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Phase;
import treewarden.domain.release.StageReport.Source;
import treewarden.domain.release.StageReport.Trained;

class ReleaseManifestTest {
    @TempDir
    Path home;

    @Test
    void itTellsFromWhatByWhichStagesTheModelCame() {
        assertThat(ReleaseManifest.of(bench().at(ReleaseStage.PUBLISH))).isEqualTo("""
                {
                  "schema" : 1,
                  "release" : "release-20261123",
                  "model" : "community/tiny-lab",
                  "commit" : "cccccccccccccccccccccccccccccccccccccccc",
                  "previous" : null,
                  "stages" : [ {
                    "stage" : "plan",
                    "input" : null,
                    "output" : "%s",
                    "words" : "plan done"
                  }, {
                    "stage" : "mix",
                    "input" : "%s",
                    "output" : "%s",
                    "words" : "mix done",
                    "files" : {
                      "knowledge.jsonl" : "%s",
                      "skills.jsonl" : "%s"
                    }
                  }, {
                    "stage" : "train",
                    "input" : "%s",
                    "output" : "%s",
                    "words" : "train done",
                    "files" : {
                      "model.safetensors" : "%s"
                    },
                    "recipe" : "recipe-1"
                  }, {
                    "stage" : "gate",
                    "input" : "%s",
                    "output" : "%s",
                    "words" : "gate done"
                  } ],
                  "leaves" : [ {
                    "path" : "knowledge/science/tides/qna.yaml",
                    "sha256" : "%s",
                    "pull_request" : 12,
                    "pull_requests" : [ 12 ]
                  } ],
                  "withdrawn" : [ {
                    "what" : "knowledge/arts",
                    "why" : "its documents are not free"
                  } ]
                }
                """.formatted(
                        hex("plan"),
                        hex("plan"),
                        hex("mix"),
                        hex("k"),
                        hex("s"),
                        hex("mix"),
                        hex("train"),
                        hex("weights"),
                        hex("train"),
                        hex("gate"),
                        hex("tides")));
    }

    @Test
    void whatItWasMadeWithCanBeReadThere() throws IOException {
        var manifest = ReleaseManifest.of(MadeRelease.in(home).at(ReleaseStage.PUBLISH));

        var stages = new ObjectMapper().readTree(manifest).path("stages");
        assertThat(stages.findValuesAsText("stage"))
                .containsExactly("plan", "generate", "mix", "train", "evaluate", "gate");
        var generate = stages.get(1);
        assertThat(generate.path("teacher").asText()).isEqualTo("mixtral");
        assertThat(generate.path("served").asText()).isEqualTo("mixtral-8x7b");
        assertThat(generate.path("pipeline").asText()).isEqualTo("full");
        assertThat(generate.path("pipeline_digest").asText()).isEqualTo(hex("pipelines"));
        var train = stages.get(3);
        assertThat(train.path("base_model").toString())
                .isEqualTo(
                        "{\"name\":\"ibm/granite-3b\",\"revision\":\"8f0b1c\",\"digest\":\"" + hex("granite") + "\"}");
        assertThat(train.path("phases").get(0).toString())
                .isEqualTo("{\"phase\":\"knowledge\",\"learning_rate\":2.0E-5,\"warmup_steps\":25,\"epochs\":7,"
                        + "\"effective_batch\":128,\"max_length\":4096,\"seed\":42,\"scheduler\":\"cosine\","
                        + "\"weight_decay\":0.0,\"betas\":[0.9,0.95],\"epsilon\":1.0E-8,\"clip\":1.0,\"replay\":[],"
                        + "\"lora\":{\"rank\":16,\"alpha\":32,\"dropout\":0.0,\"targets\":\"all-linear\"}}");
        assertThat(train.path("machine").path("device").asText()).isEqualTo("cuda");
        var gate = stages.get(5);
        assertThat(gate.path("rule").asText()).isEqualTo("1");
        assertThat(gate.path("outcome").asText()).isEqualTo("passed");
        assertThat(gate.path("criteria").toString())
                .isEqualTo("[{\"name\":\"held-out questions\",\"state\":\"met\",\"number\":0.02,\"limit\":-0.05}]");
    }

    @Test
    void theSameReleaseGivesTheSameBytes() {
        assertThat(ReleaseManifest.of(bench().at(ReleaseStage.PUBLISH)))
                .isEqualTo(ReleaseManifest.of(bench().at(ReleaseStage.PUBLISH)));
    }

    @Test
    void itTellsWhatEachPhaseLearntFromByDigest() {
        var bench = new Bench(home)
                .planned()
                .left(
                        ReleaseStage.MIX,
                        new Mixed(
                                Map.of("all.jsonl", Digest.of("all")),
                                List.of(
                                        new Phase(
                                                "all",
                                                12,
                                                List.of(
                                                        new Source("knowledge", Digest.of("k")),
                                                        new Source("basics.jsonl=5", Digest.of("b")))),
                                        new Phase("late", 0, List.of(new Source("skills", null)))),
                                0));

        assertThat(ReleaseManifest.of(bench.at(ReleaseStage.PUBLISH)))
                .contains("""
                    "files" : {
                      "all.jsonl" : "%s"
                    },
                    "phases" : [ {
                      "phase" : "all",
                      "rows" : 12,
                      "data" : [ {
                        "name" : "knowledge",
                        "sha256" : "%s"
                      }, {
                        "name" : "basics.jsonl=5",
                        "sha256" : "%s"
                      } ]
                    }, {
                      "phase" : "late",
                      "rows" : 0,
                      "data" : [ {
                        "name" : "skills"
                      } ]
                    } ]
                """.formatted(hex("all"), hex("k"), hex("b")).indent(0));
    }

    private Bench bench() {
        return new Bench(home)
                .leaf("knowledge/science/tides", LeafKind.KNOWLEDGE, "tides")
                .planned()
                .left(
                        ReleaseStage.MIX,
                        new Mixed(Map.of("skills.jsonl", Digest.of("s"), "knowledge.jsonl", Digest.of("k")), 1, 2, 0))
                .left(
                        ReleaseStage.TRAIN,
                        new Trained(Map.of("model.safetensors", Digest.of("weights")), List.of(), "recipe-1", 1))
                .left(ReleaseStage.GATE, new Gated(GateVerdict.of("1", List.of())));
    }

    private static String hex(String text) {
        return Digest.of(text).hex();
    }
}
