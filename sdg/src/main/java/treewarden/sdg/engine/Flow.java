package treewarden.sdg.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import treewarden.domain.Printable;
import treewarden.domain.Usage;
import treewarden.sdg.block.Address;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.block.Row;
import treewarden.sdg.block.RowBlock.Outcome;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.TeacherException;

/** The rows of one work on their way. Used by the engine's thread alone. */
final class Flow {
    private record At(Row row, int step) {}

    private final Work work;
    private final int number;
    private final EngineLimits limits;
    private final Sink sink;
    private final Consumer<Question> ask;
    private final List<Step> steps;
    private final Map<Integer, Gate> gates = new TreeMap<>();
    private final Deque<At> moving = new ArrayDeque<>();
    private final int[] left;
    private final Set<String> models = new LinkedHashSet<>();
    private final Set<String> cutShort = new LinkedHashSet<>();
    private final long started = System.nanoTime();
    private Usage usage = Usage.NONE;
    private int unanswered;
    private int surplus;
    private int askedAgain;

    Flow(Work work, int number, EngineLimits limits, Sink sink, Consumer<Question> ask) {
        this.work = work;
        this.number = number;
        this.limits = limits;
        this.sink = sink;
        this.ask = ask;
        this.steps = Step.of(work.pipeline());
        this.left = new int[work.pipeline().steps().size()];
        for (int i = 0; i < steps.size(); i++) {
            var kind = steps.get(i).kind();
            if (kind instanceof Step.Kind.Unique unique) {
                gates.put(i, new Gate.Unique(unique.columns()));
            } else if (kind instanceof Step.Kind.Table table) {
                gates.put(i, new Gate.Table(table.block()));
            }
        }
    }

    int number() {
        return number;
    }

    void start() {
        for (var seed : work.seeds()) {
            gates.values().forEach(gate -> gate.expect(seed.address()));
            moving.add(new At(seed, 0));
        }
        move();
    }

    void answered(Question question, Answer answer) {
        usage = usage.plus(answer.usage());
        models.add(answer.model());
        var reading = read(question, answer);
        if (reading instanceof AskBlock.Reading.Made made) {
            unanswered--;
            surplus += made.left();
            replace(question.address(), made.rows(), question.step());
        } else if (reading instanceof AskBlock.Reading.Unusable unusable) {
            if (question.time() < limits.askAgain()) {
                askedAgain++;
                ask.accept(question.again(answer.finish()));
                return;
            }
            unanswered--;
            reject(
                    question.asking().row(),
                    question.step(),
                    "the teacher's answer " + unusable.why()
                            + (question.time() > 0 ? " (asked " + (question.time() + 1) + " times)" : ""));
        }
        move();
    }

    private static AskBlock.Reading read(Question question, Answer answer) {
        try {
            return question.block().read(question.asking(), answer);
        } catch (RuntimeException e) {
            return new AskBlock.Reading.Unusable("cannot be read: " + Printable.plain(String.valueOf(e.getMessage())));
        }
    }

    void failed(Question question, TeacherException why) {
        usage = usage.plus(new Usage(why.requests(), 0, 0));
        drop(question, String.valueOf(why.getMessage()));
    }

    /** Does not ask a question after all; the work is then not done in full. */
    void cutShort(Question question, String why) {
        cutShort.add(why);
        drop(question, why);
    }

    private void drop(Question question, String why) {
        unanswered--;
        reject(question.asking().row(), question.step(), why);
        move();
    }

    private void move() {
        while (!moving.isEmpty()) {
            var at = moving.poll();
            if (at.step() == steps.size()) {
                sink.kept(work, at.row());
            } else {
                passOrReject(at.row(), at.step());
            }
        }
        if (unanswered == 0) {
            sink.finished(work, summary());
        }
    }

    /** A row that a block stumbles over must not take the others with it. */
    private void passOrReject(Row row, int index) {
        try {
            pass(row, index);
        } catch (RuntimeException e) {
            reject(row, index, "the step cannot work on it: " + Printable.plain(String.valueOf(e.getMessage())));
        }
    }

    private void pass(Row row, int index) {
        var kind = steps.get(index).kind();
        if (kind instanceof Step.Kind.Rows rows) {
            var outcome = rows.block().apply(row);
            if (outcome instanceof Outcome.Passed passed) {
                replace(row.address(), passed.rows(), index);
            } else if (outcome instanceof Outcome.Rejected rejected) {
                reject(row, index, rejected.reason());
            }
        } else if (kind instanceof Step.Kind.Drop drop) {
            go(row.without(drop.columns()), index);
        } else if (kind instanceof Step.Kind.Ask asking) {
            ask(row, index, asking.block());
        } else {
            var gate = gates.get(index);
            if (gate != null) {
                gate.arrive(row);
                open(index, gate);
            }
        }
    }

    private void ask(Row row, int index, AskBlock block) {
        var asking = block.asking(row);
        var addressed = new ArrayList<AskBlock.Asking>();
        for (int i = 0; i < asking.size(); i++) {
            var one = asking.get(i);
            addressed.add(
                    asking.size() == 1
                            ? one
                            : new AskBlock.Asking(one.row().at(row.address().child(i)), one.ask()));
        }
        readdress(
                row.address(),
                addressed.stream().map(one -> one.row().address()).toList(),
                index);
        for (var one : addressed) {
            int tokens = one.ask().prompt().tokens();
            if (tokens > limits.promptTokens()) {
                reject(
                        one.row(),
                        index,
                        "its prompt has about " + tokens + " tokens, more than the " + limits.promptTokens()
                                + " that are sent");
            } else {
                unanswered++;
                ask.accept(new Question(this, index, block, one, 0));
            }
        }
    }

    /** Goes on with the rows that a step made of one. */
    private void replace(Address old, List<Row> rows, int index) {
        var addressed = new ArrayList<Row>();
        for (int i = 0; i < rows.size(); i++) {
            addressed.add(rows.get(i).at(rows.size() == 1 ? old : old.child(i)));
        }
        readdress(old, addressed.stream().map(Row::address).toList(), index);
        addressed.forEach(row -> go(row, index));
    }

    private void readdress(Address old, List<Address> now, int index) {
        if (now.size() == 1 && now.get(0).equals(old)) {
            return;
        }
        gates.forEach((place, gate) -> {
            if (place > index) {
                now.forEach(gate::expect);
                gate.forget(old);
                open(place, gate);
            }
        });
    }

    private void go(Row row, int index) {
        if (steps.get(index).isLast()) {
            left[steps.get(index).place()]++;
        }
        moving.add(new At(row, index + 1));
    }

    private void open(int index, Gate gate) {
        var opened = gate.open();
        opened.rows().forEach(row -> go(row, index));
        opened.duplicates().forEach(row -> reject(row, index, "it was made before"));
    }

    private void reject(Row row, int index, String reason) {
        sink.rejected(work, new Rejection(row, steps.get(index).block(), reason));
        gates.forEach((place, gate) -> {
            if (place > index) {
                gate.forget(row.address());
                open(place, gate);
            }
        });
    }

    private WorkSummary summary() {
        var rows = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < left.length; i++) {
            rows.put(work.pipeline().steps().get(i).block().name(), left[i]);
        }
        return new WorkSummary(
                rows,
                surplus,
                askedAgain,
                usage,
                models,
                List.copyOf(cutShort),
                (System.nanoTime() - started) / 1_000_000);
    }
}
