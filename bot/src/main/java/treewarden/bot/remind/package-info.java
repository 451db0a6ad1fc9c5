/**
 * What is said without being asked, so that nothing is forgotten: a reminder to whoever has the turn for long, and once a
 * week a digest for everybody. Both keep the community's calendar.
 */
@NullMarked
package treewarden.bot.remind;

import org.jspecify.annotations.NullMarked;
