package treewarden.worker.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import treewarden.domain.Printable;

/** Asks the trainer of this machine whether it could train a model: its libraries, its device, and its rules for models. */
public final class AskTrainer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRAINER = "trainer";
    private static final String BASE_MODEL = "base-model";

    private final Trainer trainer;
    private final Map<String, String> environment;

    /** With this process's environment, of which the trainer gets as little as a training does. */
    public AskTrainer(Trainer trainer, Map<String, String> environment) {
        this.trainer = trainer;
        this.environment = environment;
    }

    /** What it says of one thing. */
    public record Said(boolean good, String words) {}

    /**
     * Its answer.
     *
     * @param model empty where the trainer cannot run, and so cannot say
     */
    public record Answer(Said trainer, Optional<Said> model) {}

    /** @param longestRow in tokens */
    public Answer about(Path model, int longestRow, TrainingPlan.Device device) {
        if (Processes.onPath(trainer.python(), environment).isEmpty()) {
            return unable("there is no program " + Printable.quoted(trainer.python()));
        }
        try {
            var answer = RunCommand.asATraining(environment).run(trainer.check(model, longestRow, device));
            var said = said(answer.out());
            var ofTheTrainer = said.get(TRAINER);
            return ofTheTrainer == null
                    ? unable(trainer.python() + " has no trainer of this version: " + answer.complaint())
                    : new Answer(ofTheTrainer, Optional.ofNullable(said.get(BASE_MODEL)));
        } catch (LaunchFailed e) {
            return unable(String.valueOf(e.getMessage()));
        }
    }

    private static Answer unable(String why) {
        return new Answer(
                new Said(
                        false,
                        why + "; `pip install ./trainer` into an environment, and name its Python in"
                                + " `releases.trainer.python`"),
                Optional.empty());
    }

    private static Map<String, Said> said(String lines) {
        var said = new TreeMap<String, Said>();
        for (var line : lines.lines().toList()) {
            try {
                var event = JSON.readTree(line);
                if (event.path("event").asText().equals("checked")) {
                    said.put(
                            event.path("what").asText(),
                            new Said(
                                    event.path("good").asBoolean(false),
                                    Printable.line(event.path("message").asText())));
                }
            } catch (JsonProcessingException e) {
                return Map.of(); // another program, whatever it says
            }
        }
        return said;
    }
}
