enum RoomTerminal {}
