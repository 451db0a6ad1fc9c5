package treewarden.sdg.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.sdg.block.Address;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.block.Row;
import treewarden.sdg.block.RowBlock.Outcome;
import treewarden.sdg.engine.Rejection.Kind;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.TeacherException;

/** The rows of one work on their way. Used by the engine's thread alone. */
final class Flow {
    /** What all flows of a run share. */
    record Shared(EngineSettings settings, Sink sink, Waiting waiting, RunCounts counts) {}

    private record At(Row row, int step) {}

    private final Work work;
    private final int number;
    private final Shared shared;
    private final Iterator<Row> seeds;
    private final List<Step> steps;
    private final int[] questionsFrom;
    private final Map<Integer, Gate> gates = new TreeMap<>();
    private final boolean isHeldWhole;
    private final Deque<At> moving = new ArrayDeque<>();
    private final OpenSeeds open = new OpenSeeds();
    private final Tally tally;
    private @Nullable Address lastSeed;
    private boolean hasSeeds = true;
    private int held;

    Flow(Work work, int number, Shared shared) {
        this.work = work;
        this.number = number;
        this.shared = shared;
        this.seeds = work.seeds().iterator();
        this.steps = Step.of(work.pipeline());
        this.questionsFrom = Step.questionsFrom(steps);
        this.tally = new Tally(work.pipeline());
        for (int i = 0; i < steps.size(); i++) {
            var kind = steps.get(i).kind();
            if (kind instanceof Step.Kind.Unique unique) {
                gates.put(i, new Gate.Unique(unique.columns()));
            } else if (kind instanceof Step.Kind.Table table) {
                gates.put(i, new Gate.Table(table.block()));
            }
        }
        this.isHeldWhole = gates.values().stream().anyMatch(Gate.Table.class::isInstance);
    }

    int number() {
        return number;
    }

    /** How many questions, one after the other, a row at this step has before it. */
    int questionsFrom(int step) {
        return questionsFrom[step];
    }

    boolean hasSeeds() {
        return hasSeeds;
    }

    /** Whether it may hold more rows. One slow answer can make all rows of a work wait, and must not stop the others. */
    boolean hasRoom() {
        int most = shared.settings().limits().rows();
        return isHeldWhole || held < Math.max(1, most / 2) && shared.counts().heldRows() < most;
    }

    /** Before its first seed; work without seeds is then done. */
    void begin() {
        lookForSeeds();
        move();
    }

    void startSeed() {
        var seed = seeds.next();
        if (lastSeed != null && seed.address().compareTo(lastSeed) <= 0) {
            throw new IllegalArgumentException(work.name() + ": seed " + seed.address() + " comes after " + lastSeed
                    + "; their numbers must grow");
        }
        lastSeed = seed.address();
        open.start(seed.address().seed());
        hold(1);
        gates.values().forEach(gate -> gate.expect(seed.address()));
        lookForSeeds();
        moving.add(new At(seed, 0));
        move();
    }

    private void lookForSeeds() {
        hasSeeds = seeds.hasNext();
        if (!hasSeeds) {
            gates.values().forEach(Gate::noMoreSeeds);
        }
    }

    private void hold(int rows) {
        held += rows;
        if (!isHeldWhole) {
            shared.counts().hold(rows);
        }
    }

    /** Makes the prompt of a row, whose questions are then ready. */
    void prepare(Pending pending) {
        List<AskBlock.Asking> asking;
        try {
            asking = pending.block().asking(pending.row());
        } catch (RuntimeException e) {
            drop(pending.row(), pending.step(), Kind.BROKEN, "the step cannot ask about it: " + message(e));
            return;
        }
        var address = pending.address();
        var addressed = new ArrayList<AskBlock.Asking>();
        for (int i = 0; i < asking.size(); i++) {
            var one = asking.get(i);
            addressed.add(
                    asking.size() == 1 ? one : new AskBlock.Asking(one.row().at(address.child(i)), one.ask()));
        }
        became(address, addressed.stream().map(one -> one.row().address()).toList(), pending.step());
        addressed.forEach(one -> sendOrReject(pending, one));
        move();
    }

    private void sendOrReject(Pending pending, AskBlock.Asking one) {
        int tokens = shared.settings().tokens().of(one.ask().prompt());
        int most = shared.settings().limits().contextTokens();
        if (tokens + (long) one.ask().sampling().maxTokens() > most) {
            reject(one.row(), pending.step(), Kind.TOO_LONG, tooLong(one, tokens));
        } else {
            shared.waiting().add(new Question(this, pending.step(), pending.block(), one, tokens, 0));
        }
    }

    private String tooLong(AskBlock.Asking one, int tokens) {
        return work.name() + ", " + work.seedName().apply(one.row().address().seed()) + ": its prompt has "
                + (shared.settings().tokens().exact() ? "" : "about ") + tokens + " tokens and its answer may have "
                + one.ask().sampling().maxTokens() + ", more together than the teacher's context of "
                + shared.settings().limits().contextTokens()
                + "; shorten the example, or take a teacher with a longer context";
    }

    void answered(Question question, Answer answer) {
        tally.answered(answer);
        var reading = read(question, answer);
        if (reading instanceof AskBlock.Reading.Made made) {
            tally.surplus(made.left());
            replace(question.address(), made.rows(), question.step());
        } else if (reading instanceof AskBlock.Reading.Unusable unusable) {
            var limits = shared.settings().limits();
            if (question.time() < limits.askAgain()) {
                tally.askedAgain();
                shared.waiting().add(question.again(answer.finish(), limits.contextTokens()));
                return;
            }
            reject(
                    question.asking().row(),
                    question.step(),
                    Kind.UNUSABLE,
                    "the teacher's answer " + unusable.why()
                            + (question.time() > 0 ? " (asked " + (question.time() + 1) + " times)" : ""));
        }
        move();
    }

    private static AskBlock.Reading read(Question question, Answer answer) {
        try {
            return question.block().read(question.asking(), answer);
        } catch (RuntimeException e) {
            return new AskBlock.Reading.Unusable("cannot be read: " + message(e));
        }
    }

    private static String message(RuntimeException e) {
        return Printable.plain(String.valueOf(e.getMessage()));
    }

    void failed(Question question, TeacherException why) {
        tally.sentInVain(why.requests());
        var kind = why instanceof TeacherException.PromptRefused ? Kind.REFUSED : Kind.UNANSWERED;
        drop(question.asking().row(), question.step(), kind, String.valueOf(why.getMessage()));
    }

    /** Does not ask a question after all; the work is then not done in full. */
    void cutShort(Question question, String why) {
        tally.cutShort(why);
        drop(question.asking().row(), question.step(), Kind.CUT_SHORT, why);
    }

    private void drop(Row row, int index, Kind kind, String why) {
        reject(row, index, kind, why);
        move();
    }

    private void move() {
        while (!moving.isEmpty()) {
            var at = moving.remove();
            if (at.step() == steps.size()) {
                open.kept(at.row());
                shared.counts().kept();
            } else {
                passOrReject(at.row(), at.step());
            }
        }
        hold(-open.deliver(work, shared.sink()));
        if (!hasSeeds && open.isEmpty()) {
            shared.counts().workDone();
            shared.sink().finished(work, tally.summary());
        }
    }

    /** A row that a block stumbles over must not take the others with it. */
    private void passOrReject(Row row, int index) {
        var kind = steps.get(index).kind();
        if (kind instanceof Step.Kind.Rows rows) {
            Outcome outcome;
            try {
                outcome = rows.block().apply(row);
            } catch (RuntimeException e) {
                reject(row, index, Kind.BROKEN, "the step cannot work on it: " + message(e));
                return;
            }
            if (outcome instanceof Outcome.Passed passed) {
                if (passed.rows().isEmpty()) {
                    reject(row, index, Kind.FILTERED, "the step left nothing of it");
                } else {
                    replace(row.address(), passed.rows(), index);
                }
            } else if (outcome instanceof Outcome.Rejected rejected) {
                reject(row, index, Kind.FILTERED, rejected.reason());
            }
        } else if (kind instanceof Step.Kind.Drop drop) {
            go(row.without(drop.columns()), index);
        } else if (kind instanceof Step.Kind.Ask asking) {
            shared.waiting().add(new Pending(this, index, asking.block(), row));
        } else {
            var gate = gates.get(index);
            if (gate != null) {
                gate.arrive(row);
                open(index, gate);
            }
        }
    }

    /** Goes on with the rows that a step made of one. */
    private void replace(Address old, List<Row> rows, int index) {
        var addressed = new ArrayList<Row>();
        for (int i = 0; i < rows.size(); i++) {
            addressed.add(rows.get(i).at(rows.size() == 1 ? old : old.child(i)));
        }
        became(old, addressed.stream().map(Row::address).toList(), index);
        addressed.forEach(row -> go(row, index));
    }

    private void became(Address old, List<Address> now, int index) {
        if (now.size() == 1) {
            return;
        }
        open.became(old, now.size());
        hold(now.size() - 1);
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
            tally.left(steps.get(index).place());
        }
        moving.add(new At(row, index + 1));
    }

    private void open(int index, Gate gate) {
        var opened = gate.open();
        opened.passed().forEach((address, rows) -> replace(address, rows, index));
        opened.rejected().forEach(row -> reject(row, index, opened.kind(), opened.reason()));
    }

    private void reject(Row row, int index, Kind kind, String reason) {
        var rejection = new Rejection(row, steps.get(index).block(), kind, reason);
        open.rejected(rejection);
        tally.rejected(rejection);
        shared.counts().rejected();
        gates.forEach((place, gate) -> {
            if (place > index) {
                gate.forget(row.address());
                open(place, gate);
            }
        });
    }
}
