package treewarden.sdg.mix;

import java.util.List;
import java.util.Map;

/** A training file that was mixed, and what it was mixed from. */
public record Mix(MixedFile file, List<Taken> taken) {
    public Mix {
        taken = List.copyOf(taken);
    }

    /**
     * What a data set gave.
     *
     * @param path as the recipe has it
     * @param samplingSize as the recipe has it
     * @param rows that the data set has
     * @param taken rows that went into the mix, repeated ones counted as often
     * @param dropped rows that cannot be trained on, by what is wrong with them
     */
    public record Taken(String path, Number samplingSize, long rows, long taken, Map<String, Long> dropped) {}
}
