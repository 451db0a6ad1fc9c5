package treewarden.sdg.teacher;

import treewarden.domain.Usage;

/**
 * What the teacher said: untrusted text.
 *
 * @param model the model's name as the server gives it
 * @param usage what it cost, the attempts that came to nothing included
 */
public record Answer(String model, String text, Finish finish, Usage usage) {}
