package treewarden.sdg.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.sdg.block.Amounts;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.block.Block;
import treewarden.sdg.block.Problems;

/**
 * An ordered list of blocks.
 *
 * @param name how people call it: {@code full/knowledge}
 */
public record Pipeline(String name, List<Placed> steps, About about) {
    public Pipeline {
        steps = List.copyOf(steps);
    }

    /** A pipeline of blocks that no file holds. */
    public Pipeline(String name, List<Placed> steps) {
        this(name, steps, new About(Digest.of(name), Map.of(), List.of()));
    }

    /**
     * What a pipeline file says beside its blocks.
     *
     * @param source over the file, all files that it names, and what was chosen for the run
     * @param auxiliary phrasings of an instruction, by the kind of document that it makes of the raw one
     * @param warnings what may not be as meant, a line each
     */
    public record About(Digest source, Map<String, List<String>> auxiliary, List<String> warnings) {
        public About {
            auxiliary = Collections.unmodifiableMap(new LinkedHashMap<>(auxiliary));
            warnings = List.copyOf(warnings);
        }
    }

    /** What makes its rows what they are, but for seeds and teacher: the same digest, the same requests. */
    public Digest digest() {
        var all = new StringBuilder(about.source().hex());
        for (var step : steps) {
            if (step.block() instanceof AskBlock ask) {
                all.append('\n')
                        .append(ask.amounts().answers())
                        .append(' ')
                        .append(ask.amounts().items());
            }
        }
        return Digest.of(all.toString());
    }

    /**
     * Instructions for training on the documents that it makes of the raw one ({@code
     * datamixing.auxiliary_instructions}): phrasings by the value of the column {@code dataset_type}.
     */
    public Map<String, List<String>> auxiliary() {
        return about.auxiliary();
    }

    /**
     * A block in its place.
     *
     * @param dropColumns columns that rows lose after it, where they have them
     * @param dropDuplicates of rows that agree in these columns only the first is kept
     * @param words what the rows that it leaves are, for people; null where the funnel does not show it
     */
    public record Placed(
            Block block,
            List<String> dropColumns,
            List<String> dropDuplicates,
            @Nullable String words) {
        public Placed {
            dropColumns = List.copyOf(dropColumns);
            dropDuplicates = List.copyOf(dropDuplicates);
        }

        Placed with(Block other) {
            return new Placed(other, dropColumns, dropDuplicates, words);
        }
    }

    /** The columns that its rows end with, given those of the seeds; what is missing on the way goes to the problems. */
    Set<String> columns(Set<String> seeds, Problems problems) {
        Set<String> columns = seeds;
        for (var step : steps) {
            var here = problems.of(step.block().name());
            var after = new LinkedHashSet<>(step.block().columns(columns, here));
            step.dropColumns().forEach(after::remove);
            for (var column : step.dropDuplicates()) {
                if (!after.contains(column)) {
                    here.add("drop_duplicates names the column " + column + ", which there is not; there are "
                            + String.join(", ", after));
                }
            }
            columns = after;
        }
        return columns;
    }

    /**
     * The same pipeline asking for about this many rows of each seed: the last block that asks for a number of items
     * asks for as many as that takes, the others for one. So a trial costs the same whatever a pipeline asks for.
     */
    public Pipeline makingAbout(int rowsOfEachSeed) {
        int last = lastOfMany();
        var reduced = new ArrayList<Placed>();
        int copies = 1;
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if (i <= last) {
                copies *= step.block().fanOut();
            }
            if (step.block() instanceof AskBlock ask && ask.amounts().isMany()) {
                int wanted = i == last ? Math.max(1, (rowsOfEachSeed + copies - 1) / copies) : 1;
                var amounts = ask.amounts();
                reduced.add(step.with(ask.withAmounts(
                        amounts.items() > 0
                                ? new Amounts(1, Math.min(wanted, amounts.items()))
                                : new Amounts(Math.min(wanted, amounts.answers()), 0))));
            } else {
                reduced.add(step);
            }
        }
        return new Pipeline(name, reduced, about);
    }

    /** The last block that asks for a number of items, else the last that asks for several answers; -1 without one. */
    private int lastOfMany() {
        int last = -1;
        boolean items = false;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).block() instanceof AskBlock ask && ask.amounts().isMany()) {
                boolean itemsHere = ask.amounts().items() > 1;
                if (itemsHere || !items) {
                    last = i;
                    items = itemsHere;
                }
            }
        }
        return last;
    }
}
