package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;

/** A training that makes the model forget what the base model knew. */
class WorseCandidateTest {
    private static final List<String> CITIES = List.of(
            "Paris", "Rome", "Lima", "Oslo", "Cairo", "Delhi", "Quito", "Riga", "Accra", "Hanoi", "Minsk", "Tunis");

    @TempDir
    Path folder;

    private OneMachine machine;

    @BeforeEach
    void begin() throws IOException {
        Map<String, String> known = new TreeMap<>();
        var questions = new ArrayList<String>();
        for (var city : CITIES) {
            var question = "On which river or coast does the city of " + city + " lie?";
            var answer = "The city of " + city + " lies where old merchants landed their boats.";
            known.put(question, answer);
            questions.add(new ObjectMapper().writeValueAsString(Map.of("question", question, "answer", answer)));
        }
        machine = OneMachine.with(folder, known, Files.write(folder.resolve("regression.jsonl"), questions));
        StandInTrainer.forgets(folder.resolve("trainer"));
    }

    @AfterEach
    void end() {
        machine.close();
    }

    @Test
    void isNotPublishedAndTheReleaseSaysByWhichNumbers() {
        var haiku = machine.merged("haiku");

        var id = machine.start();

        machine.endsAs(id, ReleaseState.REFUSED);
        assertThat(machine.release(id).stage()).isEqualTo(ReleaseStage.GATE);
        assertThat(machine.release(id).why()).contains("regression set").containsPattern("\\d");
        assertThat(machine.hub().model(OneMachine.MODEL)).isEmpty();
        assertThat(machine.hub().dataset(OneMachine.DATA)).isEmpty();
        assertThat(haiku.labels()).contains("treewarden-merged").doesNotContain("treewarden-released");
    }
}
