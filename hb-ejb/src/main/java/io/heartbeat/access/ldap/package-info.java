/** Users of a directory, by LDAP: who they are, whether their password is right, which groups they are in. */
package io.heartbeat.access.ldap;
