/** Who is marked as absent, told over whole worlds: a provider that lies for a while, people who leave, and persons who decide. */
@NullMarked
package io.holdfast.absences;

import org.jspecify.annotations.NullMarked;
