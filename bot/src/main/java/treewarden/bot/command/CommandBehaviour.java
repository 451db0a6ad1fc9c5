package treewarden.bot.command;

import java.util.List;
import java.util.Optional;

/** One command: how it is written, who may give it, and what it does. In which states it may be given says {@link InStates}. */
interface CommandBehaviour {
    /** Its name in lower case, which is also how it is written: {@code sample}. */
    String name();

    /** How it is written, with what may follow: {@code /reject REASON}. */
    default String usage() {
        return "/" + name();
    }

    /** What it does, in one sentence without a subject: {@code Starts the trial sample.} */
    String does();

    Who who();

    /** Lines that could stand in a comment. */
    List<String> examples();

    /** Why nobody can be asked for it in this installation, in words; empty where it can be. */
    default Optional<String> whyNotHere(CommandRules rules) {
        return Optional.empty();
    }

    default Needs needs() {
        return Needs.CONTRIBUTION;
    }

    /** What comes of it. Called once it is clear that whoever asks may, and that it has what it {@link #needs}. */
    CommandOutcome run(CommandContext context);

    /** What has to be there for a command. */
    enum Needs {
        /** A pull request; the context may have no contribution. */
        PULL_REQUEST,
        /** A contribution, in a state in which the command may be given. */
        CONTRIBUTION,
        /** The same, and its head is the one that was checked and that whoever asks was looking at. */
        SEEN_HEAD
    }
}
