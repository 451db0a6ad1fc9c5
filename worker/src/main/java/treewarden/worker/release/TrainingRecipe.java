package treewarden.worker.release;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import treewarden.worker.train.TrainingPlan.Base;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Lora;
import treewarden.worker.train.TrainingPlan.Machine;
import treewarden.worker.train.TrainingPlan.Replay;

/**
 * How a community trains its model: LAB's phases as data.
 *
 * @param phases by name, in their order; a phase without rows is left out
 */
public record TrainingRecipe(Base base, Map<String, Phase> phases, Machine machine) {
    /** The phase that learns facts, from the mix of phase 0.7. */
    public static final String KNOWLEDGE = "knowledge";

    /** The phase that learns skills, from the mix of phase 1.0, which repeats the knowledge. */
    public static final String SKILLS = "skills";

    public TrainingRecipe {
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    }

    /**
     * How a phase learns.
     *
     * @param data what from
     * @param replay of what earlier phases learnt from, beside what the mix itself repeats
     */
    public record Phase(List<Datum> data, Learning learning, List<Replay> replay, Optional<Lora> lora) {
        public Phase {
            data = List.copyOf(data);
            replay = List.copyOf(replay);
        }
    }

    /** The reference's two phases. */
    public static TrainingRecipe usual(Base base) {
        return usual(base, Learning.KNOWLEDGE, Learning.SKILLS);
    }

    /** The same, in other numbers. */
    public static TrainingRecipe usual(Base base, Learning knowledge, Learning skills) {
        var phases = new LinkedHashMap<String, Phase>();
        PhaseData.USUAL
                .phases()
                .forEach((name, data) -> phases.put(
                        name,
                        new Phase(data, name.equals(KNOWLEDGE) ? knowledge : skills, List.of(), Optional.empty())));
        return new TrainingRecipe(base, phases, Machine.USUAL);
    }

    /** What each phase learns from. */
    public PhaseData data() {
        var data = new LinkedHashMap<String, List<Datum>>();
        phases.forEach((name, phase) -> data.put(name, phase.data()));
        return new PhaseData(data);
    }
}
