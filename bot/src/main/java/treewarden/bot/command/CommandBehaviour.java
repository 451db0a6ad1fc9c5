package treewarden.bot.command;

import java.util.List;

/** One command: how it is written, who may give it, and what it does. */
interface CommandBehaviour {
    /** Its name in lower case, which is also how it is written: {@code sample}. */
    String name();

    /** What it does, in one sentence without a subject: {@code Starts the trial sample.} */
    String does();

    Who who();

    /** Lines that could stand in a comment. */
    List<String> examples();

    /** What comes of it. Called once it is clear that whoever asks may. */
    CommandOutcome run(CommandContext context);
}
