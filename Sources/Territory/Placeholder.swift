// placeholder until the first file of Territory stands
