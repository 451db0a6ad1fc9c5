package treewarden.domain;

import java.util.List;
import java.util.stream.Collectors;

/** How many rows each step of a pipeline left, in order. */
public record Funnel(List<Step> steps) {
    public Funnel {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param block the block's name in the pipeline file
     * @param rows how many rows it left
     * @param words what those rows are, for people: {@code questions}, {@code sensible}, {@code kept}; empty for a step
     *     that says nothing to them
     */
    public record Step(String block, int rows, String words) {}

    /** The rows that came out at the end. */
    public int kept() {
        return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).rows();
    }

    /** The rows that the first step made that people are told of: what {@link #kept()} is measured against. */
    public int made() {
        return told().isEmpty() ? 0 : told().get(0).rows();
    }

    /** The steps that have words for people. */
    public List<Step> told() {
        return steps.stream().filter(step -> !step.words().isEmpty()).toList();
    }

    /** {@code 40 questions -> 33 sensible -> 33 answered -> 31 kept}. */
    public String inOneLine() {
        return told().stream().map(step -> step.rows() + " " + step.words()).collect(Collectors.joining(" -> "));
    }
}
