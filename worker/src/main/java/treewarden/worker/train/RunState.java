package treewarden.worker.train;

/** How a start stands. Absent and unreachable are two things: what cannot be asked about may well be running. */
public sealed interface RunState {
    /** It waits for its turn, such as in Slurm's queue. */
    record Waiting(String why) implements RunState {}

    /** It runs, and would be stopped if asked. */
    record Running() implements RunState {}

    /** Who schedules it says that it runs; its machines may have died a moment ago. */
    record Reported() implements RunState {}

    /** It was started on another machine, of which only the folder is seen. */
    record Elsewhere(String machine) implements RunState {}

    /** Who would know does not answer. */
    record Unreachable(String why) implements RunState {}

    /** It has ended; 128 and more is a signal. */
    record Ended(int code) implements RunState {}

    /** It has ended, or was never there, and left no exit code. */
    record Gone(String why) implements RunState {}
}
