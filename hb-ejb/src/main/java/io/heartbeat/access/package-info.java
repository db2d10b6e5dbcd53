/** Who may see and do what: users and their roles on hosts. Source: docs/CONFIGURATION.md, "Users". */
package io.heartbeat.access;
